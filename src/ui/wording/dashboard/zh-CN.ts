import type { DashboardWording } from './en.ts';

/** 简体中文 */
export const zhCN: DashboardWording = {
  nav: {
    overview: '总览',
    sites: '网站',
    days: '每日',
    map: '分布',
    live: '实时',
    plan: '套餐',
    readings: '读数',
    holds: '暂停',
    alerts: '提醒',
    advice: '建议',
    wifi: 'Wi-Fi时段',
    data: '隐私与数据',
  },
};

import type { DashboardWording } from './en.ts';

/** 繁體中文（香港） */
export const zhHK: DashboardWording = {
  nav: {
    overview: '總覽',
    sites: '網站',
    days: '每日',
    map: '分佈',
    live: '即時',
    plan: '計劃',
    readings: '讀數',
    holds: '暫停',
    alerts: '提示',
    advice: '建議',
    wifi: 'Wi-Fi時段',
    data: '私隱與資料',
  },
};

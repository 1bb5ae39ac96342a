import type { WifiWording } from './en.ts';

/** 简体中文 */
export const zhCN: WifiWording = {
  title: '什么时候用Wi-Fi',
  sub: '到了这些时段自动不计入套餐，结束后自动恢复。期间手动切换的以你为准。',
  row: (number) => `时段${number}`,
  days: '星期',
  from: '从',
  to: '到',
  add: '添加时段',
  remove: '删除这个时段',
  follow: '设备能告知网络类型时自动切换：Wi-Fi不计入，移动数据计入',
  followSub: '如果这台设备连的是别的手机的热点，就不要打开。',
  save: '保存',
  saved: '已保存。',
  wrong: '每个时段至少选一天，起止时间不能相同。',
};

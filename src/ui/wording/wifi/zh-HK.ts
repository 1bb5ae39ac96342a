import type { WifiWording } from './en.ts';

/** 繁體中文（香港） */
export const zhHK: WifiWording = {
  title: '何時使用Wi-Fi',
  sub: '到了這些時段會自動不計入計劃，完結後自動恢復。期間手動切換的以你為準。',
  row: (number) => `時段${number}`,
  days: '星期',
  from: '由',
  to: '至',
  add: '加入時段',
  remove: '移除此時段',
  follow: '裝置能告知網絡類型時自動切換：Wi-Fi不計入，流動數據計入',
  followSub: '若此裝置連接另一部電話的熱點，不要開啟。',
  save: '儲存',
  saved: '已儲存。',
  wrong: '每個時段最少選一日，起止時間不能相同。',
};

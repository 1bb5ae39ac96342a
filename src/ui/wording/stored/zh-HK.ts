import type { StoredWording } from './en.ts';

export const zhHK: StoredWording = {
  forget: '刪除',
  site: '某個網站',
  day: '某一日',
  everything: '全部',
  everythingSub: '用量、計劃、讀數、規則、提示。語言及精確度設定不變。',
  stays: '該網站的規則會保留。',
  do: '刪除',
  pending: (what) => `${what}：即將刪除。`,
  undo: '復原',
  gone: (what) => `${what}：已刪除。`,
  undone: (what) => `${what}：已保留。`,
  aside: '之前儲存的資料暫時無法開啟',
  asideSub: '資料原封不動。計量另行記錄，能夠開啟後會合併。',
  saveAside: '匯出其中的內容（JSON）',
};

import type { RefusalWording } from './en.ts';

/** 未能完成的原因：繁體中文（香港） */
export const zhHK: RefusalWording = {
  noPlan: '現時沒有使用中的計劃。',
  noList: '現時沒有使用中的計劃，沒有名單可更改。',
  noSuchPlan: '此計劃已不存在。',
  noSuchReading: '此讀數已不存在。',
  noAddress: '這不是網頁地址。',
  notItself: (site) => `${site} 本身並未暫停。`,
  notHeld: (site) => `${site} 已不再暫停。`,
  heldOtherwise: (site) => `${site} 因其他原因而暫停。`,
  fiveUsedUp: (site) => `${site} 今日的5分鐘已用過。`,
  answered: '已經處理。',
  noneAside: '沒有無法開啟的舊資料。',
  backwards: '結束早於開始。',
  notJson: () => '此檔案不是存檔：並非JSON格式。',
  noAnswer: '擴充功能的背景程式暫時沒有回應。',
  notSaved: '瀏覽器沒有說明原因',
  noRoomToSave: '磁碟空間不足',
  full: '磁碟空間不足。',
  failed: (what) => `內部錯誤：${what}`,
  fields: {
    missing: (field) => `欠缺「${field}」一項。`,
    site: () => '須填一個網站，例如 youtube.com。',
    sharedEnding: () => '這是許多網站共用的結尾，須填一個網站。',
    past: () => '結束時間須在現在之後。',
    ahead: () => '時間不可在現在之後。',
    tooFar: () => '開始時間不可在兩年之後。',
    format: () => '此檔案不是流量表的存檔。',
    version: () => '此檔案由較新版本的擴充功能匯出。',
    wrong: (field) => `「${field}」一項不正確。`,
  },
};

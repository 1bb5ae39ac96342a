import type { HealthWording } from './en.ts';

export const zhHK: HealthWording = {
  title: '出現問題時',
  why: '診斷資料只說明流量表的設定及它記下的錯誤，不含任何網站、網址或計劃名稱。',
  copy: '複製診斷資料',
  copied: '已複製。',
  notCopied: '未能複製，請選取以下文字。',
  show: '複製的內容',
};

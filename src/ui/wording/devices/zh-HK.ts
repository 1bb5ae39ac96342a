import type { DeviceWording } from './en.ts';

export const zhHK: DeviceWording = {
  title: '一張卡，幾部裝置',
  label: '將其他裝置亦計入此計劃',
  why: '瀏覽器帳戶內置同步空間，每部裝置將每日總量及計劃存於該處，不含任何網站名稱：指定網站的數據只留在各自的裝置。用這張卡的每個瀏覽器都要開啟。關閉後，此裝置存入的會一併刪除。',
  none: '暫時未收到其他裝置的用量。登入瀏覽器帳戶並同步擴充功能後，每隔幾分鐘傳送一次。',
  thisDevice: '此裝置',
  otherDevice: (number) => `裝置${number}`,
  heard: (date) => `上次收到：${date}`,
  forget: '移除',
  forgetNamed: (device, amount) => `移除${device}，${amount}`,
  elsewhere: (amount) => `其他裝置：${amount}，已計入用量。`,
  trouble: '總量未能同步：',
};

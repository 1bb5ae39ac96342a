import type { PrecisionWording } from './en.ts';

/** 繁體中文（香港） */
export const zhHK: PrecisionWording = {
  title: '準確大小',
  label: '顯示更多回應的大小',
  why: '許多回應的大小，Chromium不會提供，流量表亦看不到。兩項範圍很窄的規則令其中一部分可見：網站自己的回應，以及對所有人都相同的公開回應。網頁不會因此得知它原本無從知道的事。',
  off: '關閉後，總量中估算的部分會較多。',
  none: '此瀏覽器不使用這些規則。',
};

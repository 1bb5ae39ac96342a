import type { PrecisionWording } from './en.ts';

/** 简体中文 */
export const zhCN: PrecisionWording = {
  title: '精确大小',
  label: '显示更多响应的大小',
  why: '许多响应的大小，Chromium不提供，流量表也看不到。两条范围很窄的规则让其中一部分可见：网站自己的响应，以及对所有人都一样的公开响应。网页不会因此知道它原本无从知道的事。',
  off: '关闭后，总量里估算的部分会多一些。',
  none: '这个浏览器不使用这些规则。',
};

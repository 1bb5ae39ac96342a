import type { HealthWording } from './en.ts';

export const zhCN: HealthWording = {
  title: '出了问题时',
  why: '诊断信息只说明流量表的设置和它记下的错误，不含任何网站、网址或套餐名。',
  copy: '复制诊断信息',
  copied: '已复制。',
  notCopied: '没能复制，请选中下面的文字。',
  show: '复制的内容',
};

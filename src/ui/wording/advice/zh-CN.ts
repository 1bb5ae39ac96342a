import type { AdviceWording } from './en.ts';

/** 简体中文 */
export const zhCN: AdviceWording = {
  title: '哪种套餐合适',
  sub: (days) => `按你自己${days}的用量推算。`,
  days: (count) => `${count}天`,
  plan: '套餐',
  price: '价格',
  priceOf: (plan) => `${plan}的价格`,
  currencyOf: (plan) => `${plan}的货币`,
  // A zero-width space where the heading of a narrow column may break: between words, not within one.
  lasts: '够用的\u200b概率',
  lastsHint: '够用的概率：在模拟的各种走势里，直到套餐结束都没有限速、超额收费或断网的比例。',
  cost: '含超额\u200b费用',
  unknown: '未填价格',
  add: '添加要比较的套餐',
  addIt: '加入比较',
  remove: (plan) => `不比较${plan}`,
  none: '先添加要比较的套餐。',
  ask: '比较',
  sites: '最耗流量的网站用多少',
  site: '网站',
  perDay: '每天',
  perMinute: '使用时每分钟',
  lean: '省流量可省',
  range: (low, high) => `${low}至${high}`,
  upTo: (most) => `至多${most}`,
  leanHint: '能省多少也按每天算。省流量模式不加载视频和大图：视频和声音必定省下，图片最多全部省下。',
  noSites: '还没有用量。',
};

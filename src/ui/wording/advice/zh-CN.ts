import type { AdviceWording } from './en.ts';

/** 简体中文 */
export const zhCN: AdviceWording = {
  title: '哪种套餐合适',
  sub: (days) => `按你自己${days}的用量推算。`,
  days: (count) => `${count}天`,
  plan: '套餐',
  price: '价格',
  priceOf: (plan) => `${plan} 的价格`,
  currencyOf: (plan) => `${plan} 的币种`,
  lasts: '够用的可能',
  lastsHint: '在模拟的未来里，到套餐结束都没有限速、超额收费或断网的比例。',
  cost: '含超额的费用',
  unknown: '没有填价格',
  add: '添加要比较的套餐',
  addIt: '加入比较',
  remove: (plan) => `不比较 ${plan}`,
  none: '先添加要比较的套餐。',
  ask: '比较',
  sites: '耗流量的网站要花多少',
  site: '网站',
  perDay: '每天',
  perMinute: '使用时每分钟',
  lean: '省流量模式本可省下',
  range: (low, high) => `${low}至${high}`,
  leanHint: '省流量模式不加载视频和大图：视频和声音必定省下，图片最多全部省下。',
  noSites: '还没有用量。',
};

import type { AdviceWording } from './en.ts';

/** 繁體中文（香港） */
export const zhHK: AdviceWording = {
  title: '哪個計劃合適',
  sub: (days) => `按你自己${days}的用量推算。`,
  days: (count) => `${count}日`,
  plan: '計劃',
  price: '價錢',
  priceOf: (plan) => `${plan} 的價錢`,
  currencyOf: (plan) => `${plan} 的貨幣`,
  lasts: '夠用的機會',
  lastsHint: '在模擬的未來中，到計劃完結都沒有限速、超額收費或斷網的比例。',
  cost: '連超額的費用',
  unknown: '沒有填價錢',
  add: '加入要比較的計劃',
  addIt: '加入比較',
  remove: (plan) => `不比較 ${plan}`,
  none: '先加入要比較的計劃。',
  ask: '比較',
  sites: '用量多的網站要花多少',
  site: '網站',
  perDay: '每日',
  perMinute: '使用時每分鐘',
  lean: '省數據模式本可省下',
  range: (low, high) => `${low}至${high}`,
  leanHint: '省數據模式不載入影片及大圖：影片及聲音必定省下，圖片最多全部省下。',
  noSites: '尚未有用量。',
};

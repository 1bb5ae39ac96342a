import type { StoredWording } from './en.ts';

export const zhCN: StoredWording = {
  forget: '删除',
  site: '某个网站',
  day: '某一天',
  everything: '全部',
  everythingSub: '用量、套餐、读数、规则、提醒。语言和精度设置不变。',
  stays: '针对它的规则会保留。',
  do: '删除',
  pending: (what) => `${what}：即将删除。`,
  undo: '撤销',
  gone: (what) => `${what}：已删除。`,
  undone: (what) => `${what}：已保留。`,
  aside: '之前保存的数据暂时打不开',
  asideSub: '原样保留，没有改动。计量另行记录，能打开后会合并。',
  saveAside: '导出其中的内容（JSON）',
};

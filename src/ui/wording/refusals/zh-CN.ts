import type { RefusalWording } from './en.ts';

/** 没有成功的原因：简体中文 */
export const zhCN: RefusalWording = {
  noPlan: '现在没有在用的套餐。',
  noList: '现在没有在用的套餐，也就没有名单可改。',
  noSuchPlan: '这个套餐已经不在了。',
  noSuchReading: '这条读数已经不在了。',
  noAddress: '这不是网页地址。',
  notItself: (site) => `${site} 本身没有暂停。`,
  notHeld: (site) => `${site} 已经不再暂停。`,
  heldOtherwise: (site) => `${site} 是因为别的原因暂停的。`,
  fiveUsedUp: (site) => `${site} 今天的5分钟已经用过。`,
  answered: '已经处理过了。',
  noneAside: '没有打不开的旧数据。',
  backwards: '结束早于开始。',
  notJson: () => '这个文件不是存档：不是JSON格式。',
  noAnswer: '扩展的后台暂时没有响应。',
  notSaved: '浏览器没有说明原因',
  noRoomToSave: '磁盘空间不足',
  full: '磁盘空间不足。',
  failed: (what) => `内部错误：${what}`,
  fields: {
    missing: (field) => `缺少“${field}”这一项。`,
    site: () => '要填一个网站，例如 youtube.com。',
    sharedEnding: () => '这是许多网站共用的后缀，要填一个网站。',
    past: () => '结束时间要晚于现在。',
    ahead: () => '时间不能晚于现在。',
    tooFar: () => '开始时间不能晚于两年之后。',
    format: () => '这个文件不是流量表的存档。',
    version: () => '这个文件由较新版本的扩展导出。',
    wrong: (field) => `“${field}”这一项不对。`,
  },
};

import type { DeviceWording } from './en.ts';

export const zhCN: DeviceWording = {
  title: '一张卡，几台设备',
  label: '把其他设备也算进这个套餐',
  why: '浏览器账号自带同步空间，每台设备把每天的总量和套餐存在那里，不含任何网站名：定向流量包只留在各自的设备上。用这张卡的每个浏览器都要打开。关掉后，这台设备存的会一并删除。',
  none: '还没有收到其他设备的用量。登录浏览器账号并同步扩展后，每隔几分钟传一次。',
  thisDevice: '这台设备',
  otherDevice: (number) => `设备${number}`,
  heard: (date) => `上次收到：${date}`,
  forget: '移除',
  forgetNamed: (device, amount) => `移除${device}，${amount}`,
  elsewhere: (amount) => `其他设备：${amount}，已算进用量。`,
  trouble: '总量没能同步：',
};

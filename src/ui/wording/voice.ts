import { deviceClock, wallClock, type WallClock } from '../format/wall-clock.ts';
import type { Language } from './choose.ts';
import { en, type Wording } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhHK } from './zh-HK.ts';

/** What formatting depends on: the language, its texts, and the device's clock. */
export type Voice = {
  language: Language;
  words: Wording;
  /** The device's IANA zone. */
  readonly deviceZone: string;
  /** Local time of the device at an instant (epoch ms). A plan's times name their zone only where this differs. */
  deviceClock(instant: number): WallClock;
};

const CATALOGUES: Record<Language, Wording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** A voice with a given device zone (IANA), for tests. */
export function createVoice(language: Language, deviceZone: string): Voice {
  return {
    language,
    words: CATALOGUES[language],
    deviceZone,
    deviceClock: (instant) => wallClock(instant, deviceZone),
  };
}

/**
 * A voice with the device's clock. Its zone's name is looked up only when it is first used, since `Intl` is slow to
 * load.
 */
export function deviceVoice(language: Language): Voice {
  let zone: string | undefined;
  return {
    language,
    words: CATALOGUES[language],
    get deviceZone() {
      return (zone ??= new Intl.DateTimeFormat().resolvedOptions().timeZone);
    },
    deviceClock,
  };
}

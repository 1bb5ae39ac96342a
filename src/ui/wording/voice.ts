import { deviceClock, wallClock, type WallClock } from '../format/wall-clock.ts';
import type { Language } from './choose.ts';
import { en, type Wording } from './en.ts';
import { zhCN } from './zh-CN.ts';
import { zhHK } from './zh-HK.ts';

/** Everything that decides how a thing is said. */
export type Voice = {
  language: Language;
  words: Wording;
  /** The device's own IANA zone: a plan's zone is named only where it differs. */
  readonly deviceZone: string;
  /** What the device's own clock shows at an instant (epoch ms). */
  deviceClock(instant: number): WallClock;
};

const CATALOGUES: Record<Language, Wording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/** @param deviceZone IANA */
export function createVoice(language: Language, deviceZone: string): Voice {
  return {
    language,
    words: CATALOGUES[language],
    deviceZone,
    deviceClock: (instant) => wallClock(instant, deviceZone),
  };
}

/** A voice by the device's own clock. The name of its zone is asked for when it is first used: `Intl` takes its time. */
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

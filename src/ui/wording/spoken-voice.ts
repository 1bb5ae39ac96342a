import { chooseLanguage } from './choose.ts';
import { deviceVoice, type Voice } from './voice.ts';

/**
 * The voice in the language that the user has chosen, else in the browser's preferred one, with the device's clock.
 *
 * @param setting the language that the user has chosen, `null` for none. Where it cannot be read, the browser's
 * preference applies.
 * @param preferred as in `navigator.languages`
 */
export async function spokenVoice(setting: Promise<string | null>, preferred: readonly string[]): Promise<Voice> {
  return deviceVoice(chooseLanguage(await setting.catch(() => null), preferred));
}

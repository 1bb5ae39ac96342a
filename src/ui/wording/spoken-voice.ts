import { chooseLanguage } from './choose.ts';
import { deviceVoice, type Voice } from './voice.ts';

/**
 * The voice to speak with: in the language that was chosen, else in what the browser prefers, by the device's own clock.
 *
 * @param setting on its way: what the user has chosen; `null`: nothing. Where it cannot be read something is said all the same
 * @param preferred as in `navigator.languages`
 */
export async function spokenVoice(setting: Promise<string | null>, preferred: readonly string[]): Promise<Voice> {
  return deviceVoice(chooseLanguage(await setting.catch(() => null), preferred));
}

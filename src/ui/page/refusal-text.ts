import { readIssue } from '../../core/field-issue.ts';
import { reasonOf } from '../../core/refusals.ts';
import type { Language } from '../wording/choose.ts';
import { en, type RefusalWording } from '../wording/refusals/en.ts';
import { zhCN } from '../wording/refusals/zh-CN.ts';
import { zhHK } from '../wording/refusals/zh-HK.ts';

const CATALOGUES: Record<Language, RefusalWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/**
 * Why something was refused, in the page's language. An error that is not one of the core's known sentences is returned
 * as it is: it is the page's own text, or a message from the browser.
 */
export function refusalText(error: string, { language }: { language: Language }): string {
  const words = CATALOGUES[language];
  const reason = reasonOf(error);
  if (reason?.code === 'failed') return words.failed(error.slice(reason.about[0]!.length + 2));
  if (reason !== null) {
    const text = words[reason.code];
    return typeof text === 'string' ? text : text(reason.about[0] ?? '');
  }
  const issue = readIssue(error);
  return issue === null ? error : words.fields[issue.problem](issue.field, error);
}

import { readIssue } from '../../core/field-issue.ts';
import { reasonOf } from '../../core/refusals.ts';
import type { Language } from '../wording/choose.ts';
import { en, type RefusalWording } from '../wording/refusals/en.ts';
import { zhCN } from '../wording/refusals/zh-CN.ts';
import { zhHK } from '../wording/refusals/zh-HK.ts';

const CATALOGUES: Record<Language, RefusalWording> = { en, 'zh-CN': zhCN, 'zh-HK': zhHK };

/**
 * Why something was refused, in the language of the page. What is no sentence of the core's is said as it stands: words of
 * the page itself, or the browser's own.
 */
export function refusalText(error: string, { language }: { language: Language }): string {
  const words = CATALOGUES[language];
  const reason = reasonOf(error);
  if (reason?.code === 'failed') return words.failed(error.slice(reason.about[0]!.length + 2));
  if (reason !== null) {
    const said = words[reason.code];
    return typeof said === 'string' ? said : said(reason.about[0] ?? '');
  }
  const issue = readIssue(error);
  return issue === null ? error : words.fields[issue.problem](issue.field, error);
}

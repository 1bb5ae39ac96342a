import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The longest summary and description that the stores accept; Chrome's limit for summaries is the lowest. */
const MOST = { summary: 132, description: 16_000 };

describe('the store’s texts', () => {
  it.each([
    ['en', 'en', ['Summary', 'Description', 'Single purpose']],
    ['zh-CN', 'zh_CN', ['摘要', '说明', '单一用途']],
    ['zh-TW', 'zh_TW', ['摘要', '說明', '單一用途']],
  ])('%s are complete, fit, and match the manifest', (language, locale, headings) => {
    const text = read(`docs/store/${language}.md`);
    const [title, ...parts] = text.split(/^#{1,2} /m).slice(1);
    const sections = new Map(
      parts.map((part) => [part.slice(0, part.indexOf('\n')), part.split('\n').slice(1).join('\n').trim()]),
    );
    const messages = JSON.parse(read(`public/_locales/${locale}/messages.json`)) as Record<string, { message: string }>;
    expect(title!.trim()).toBe(messages['extensionName']!.message);
    expect([...sections.keys()]).toEqual(headings);
    const [summary, description, purpose] = headings.map((heading) => sections.get(heading)!);
    expect(summary).toBe(messages['extensionDescription']!.message);
    expect(purpose).toBe(summary);
    expect(summary!.length).toBeLessThanOrEqual(MOST.summary);
    expect(description!.length).toBeGreaterThan(200);
    expect(description!.length).toBeLessThanOrEqual(MOST.description);
  });
});

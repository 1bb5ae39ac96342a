/**
 * Rows as CSV (RFC 4180), with a line feed after each. A text that a spreadsheet would take for a formula is escaped by
 * an apostrophe (OWASP, 'CSV Injection'), and so is one that already begins like such an escaped one; numbers stay
 * numbers, negative ones too.
 */
export function csvOf(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => row.map(fieldOf).join(',') + '\n').join('');
}

const FORMULA = /^'*[=+\-@\t\r\n]/;

function fieldOf(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

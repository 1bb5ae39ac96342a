import type { FileSaver } from '../../../src/browser/downloads.ts';
import type { ExportBarrier } from '../../../src/core/auto-export.ts';

/** A browser's downloads: they survive the background. */
export function createFakeSaver() {
  const saver: FileSaver & {
    stands: ExportBarrier | null;
    files: { name: string; content: Blob }[];
    /** Called before a file is saved: a test may make it fail, or never end. */
    meanwhile(): Promise<void>;
  } = {
    stands: 'refused',
    files: [],
    meanwhile: () => Promise.resolve(),
    barrier: () => Promise.resolve(saver.stands),
    save: async (name, content) => {
      await saver.meanwhile();
      saver.files.push({ name, content });
      return () => Promise.resolve();
    },
    isSaved: (name) => Promise.resolve(saver.files.some((file) => file.name === name)),
  };
  return saver;
}

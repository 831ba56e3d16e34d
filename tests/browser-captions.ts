import type { Page } from 'playwright-core';

/** Captions as the browser's own WebVTT parser reads them: times in milliseconds, the text without marks; null where it refuses the file. */
export type BrowserCaptions = { ms: number; cues: { start: number; end: number; text: string }[] | null };

/** Has the browser read texts as the captions of a video, one after the other, and says how long each took. */
export function captionsIn(page: Page, texts: readonly string[]): Promise<BrowserCaptions[]> {
  return page.evaluate(async (texts) => {
    const all: BrowserCaptions[] = [];
    for (const text of texts) {
      const video = document.createElement('video');
      const element = document.createElement('track');
      video.append(element);
      document.body.append(video);
      const start = performance.now();
      const isRead = new Promise<boolean>((resolve) => {
        element.addEventListener('load', () => resolve(true), { once: true });
        element.addEventListener('error', () => resolve(false), { once: true });
      });
      element.src = URL.createObjectURL(new Blob([text], { type: 'text/vtt' }));
      element.track.mode = 'hidden';
      const cues = (await isRead) ? Array.from(element.track.cues ?? []) : null;
      const ms = performance.now() - start;
      const read = cues?.map((cue) => ({
        start: Math.round(cue.startTime * 1000),
        end: Math.round(cue.endTime * 1000),
        text: (cue as VTTCue).getCueAsHTML().textContent ?? '',
      }));
      all.push({ ms, cues: read ?? null });
      video.remove();
    }
    return all;
  }, texts);
}

import type { MaterialKind, Recording } from './schema.ts';

type Told = {
  readonly recording: Recording;
  readonly transcript: string;
  readonly materials: ReadonlyArray<{ readonly kind: MaterialKind; readonly captions: string | null }>;
};

/** What a recap still lacks for everybody to use it, each as a sentence; WCAG 2.2, 1.2.2 and 1.2.3, asks for captions and for words beside a recording. */
export function lacksOf({ recording, transcript, materials }: Told): string[] {
  const recordings = materials.filter(({ kind }) => kind === 'recording');
  const hasTranscript = transcript !== '' || materials.some(({ kind }) => kind === 'transcript');
  return [
    recording === 'here' && recordings.length === 0 && 'It says that the recording is here, and none is among the files and links.',
    recordings.length > 0 && recording === 'none' && 'It says that nothing was recorded, and a recording is among the files and links.',
    recordings.some(({ captions }) => captions === null) &&
      !hasTranscript &&
      'A recording has neither captions nor a transcript: whoever does not hear it has nothing of it.',
  ].filter((each) => each !== false);
}

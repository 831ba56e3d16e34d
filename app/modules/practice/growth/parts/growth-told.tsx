import { study } from '../growth.ts';

/** Why there is no figure, with the study it rests on; whoever reads growth reads it first. */
export function GrowthTold() {
  return (
    <p>
      {`These are single views of single conversations. Few of them cannot give a stable figure: in a published study ${study.least} to ${study.most} assessments of one student were needed for one (Phi 0.70), since what differed was far more who assessed than who was assessed. So there is no mean here, no line and no target. `}
      <a href={study.link}>The study</a>
      {` (${study.words}).`}
    </p>
  );
}

import { Page } from '#app/ui/page.tsx';
import { Acts, GreatAct } from '../parts/look-acts.tsx';
import { Figures, Heat } from '../parts/look-figures.tsx';
import { Forms } from '../parts/look-forms.tsx';
import { Frame, PublicParts } from '../parts/look-frames.tsx';
import { Review } from '../parts/look-queue.tsx';
import { Lists } from '../parts/look-tables.tsx';
import { FirstUse, Messages, Type } from '../parts/look-words.tsx';

export function meta() {
  return [{ title: 'The parts of the interface' }, { name: 'robots', content: 'noindex' }];
}

/** Every part of the interface in every state, with invented names and figures; what a designer and a journey look at. */
export default function Look() {
  return (
    <Page
      title="The parts of the interface"
      crumbs={[{ label: 'Home', to: '/' }, { label: 'Parts' }]}
      status="invented figures"
      lead="A catalogue for those who build Concord. Every name and every figure on this page is invented; it shows how a part looks, and no school’s data."
    >
      <Type />
      <Acts />
      <Forms />
      <Messages />
      <FirstUse />
      <Lists />
      <Heat />
      <Figures />
      <Review />
      <GreatAct />
      <Frame />
      <PublicParts />
    </Page>
  );
}

import { useSight } from '../sight';
import { Modal } from './modal';
import { useFocusAfterwards } from './focus-afterwards';

/** The modals that are open; the last of them is on top, and alone is shown. */
export function Modals() {
  const { modals } = useSight();
  useFocusAfterwards(modals.length > 0);
  return modals.map((view, index) => (
    <Modal key={view.id} view={view} isCovered={index < modals.length - 1} isStacked={index > 0} />
  ));
}

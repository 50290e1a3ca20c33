import { describe, expect, it } from '@jest/globals';
import type { KnownBlock } from '@slack/types';
import { answerButtons, answerIds } from '../../src/features/answer-buttons';
import { answersInPlace } from '../../src/features/answers-in-place';
import { actions, button, section } from '../../src/slack/blocks';

const change = (id: string) => button('Change', answerIds.change, id);

const inPlace = (blocks: KnownBlock[], referralId: string, about: string) =>
  answersInPlace(blocks, { referralId, change: answerIds.change, answers: answerButtons(referralId, about) });

/** Every text and button label, in order. */
function readAloud(blocks: KnownBlock[]): string[] {
  return blocks.flatMap((block) => {
    if (block.type === 'section') {
      const beside = block.accessory?.type === 'button' ? [`[${block.accessory.text.text}]`] : [];
      return [block.text?.text ?? '', ...beside];
    }
    if (block.type !== 'actions') return [];
    return block.elements.map((element) => (element.type === 'button' ? `[${element.text.text}]` : ''));
  });
}

describe('the answers in place of Change', () => {
  it('stand below the row whose Change was pressed, and the other rows keep theirs', () => {
    const blocks = [section('One', change('a')), section('Two', change('b')), actions(button('Stop', 'stop', 'x'))];
    expect(readAloud(inPlace(blocks, 'b', 'Acme')!)).toEqual([
      'One',
      '[Change]',
      'Two',
      '[Say thanks]',
      '[Already thanked them]',
      '[Not a fit]',
      '[Stop]',
    ]);
  });

  it('stand among the buttons that Change was one of', () => {
    const blocks = [section('One'), actions(change('a'), button('Keep it private', 'keep', 'a'))];
    expect(readAloud(inPlace(blocks, 'a', 'Acme')!)).toEqual([
      'One',
      '[Say thanks]',
      '[Already thanked them]',
      '[Not a fit]',
      '[Keep it private]',
    ]);
  });

  it('are none where the message has no such Change', () => {
    expect(inPlace([section('One', change('a'))], 'b', 'Acme')).toBeNull();
  });
});

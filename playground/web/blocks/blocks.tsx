import { createElement, useContext, useId, useMemo } from 'react';
import { objectAt, objectsAt, stringAt } from '../../server/json';
import type { FormValues, Json, Place } from '../../page/contract';
import { ElementOf } from './element';
import { FormContext, SubmissionContext, useEntries, type Surface } from './form';
import { ImageBlock, Picture, VideoBlock } from './image';
import { InputBlock } from './input-block';
import { KeepFocus } from './keep-focus';
import { mrkdwnOf } from './markdown';
import { Mrkdwn } from './mrkdwn';
import { RichText } from './rich-text';
import { TableBlock } from './table';
import { Text } from './text';
import './blocks.css';
import './fields.css';
import './buttons.css';
import './pictures.css';

interface BlocksProps {
  blocks: Json[];
  /** what is entered: `state.values` as Slack has it */
  values: FormValues;
  /** by block_id */
  errors?: Record<string, string>;
  place: Place;
  surface: Surface;
}

const NO_ERRORS: Record<string, string> = {};

/** Block Kit as people see it, and act in it. */
export function Blocks({ blocks, values, errors = NO_ERRORS, place, surface }: BlocksProps) {
  const own = useEntries(place);
  const submission = useContext(SubmissionContext);
  const around = submission && 'view' in place && submission.viewId === place.view ? submission : null;
  const { entries, isBusy, attempt } = around ?? { entries: own, isBusy: false, attempt: 0 };
  const form = useMemo(
    () => ({ place, surface, values, errors, entries, isBusy, attempt }),
    [place, surface, values, errors, entries, isBusy, attempt],
  );
  return (
    <FormContext value={form}>
      <KeepFocus className={`block-list block-on-${surface}`}>
        {blocks.map((block, index) => (
          <BlockOf key={keyOf(block, index)} block={block} />
        ))}
      </KeepFocus>
    </FormContext>
  );
}

/** A field that becomes another kind of field begins anew. */
function keyOf(block: Json, index: number): string {
  const types = [block, objectAt(block, 'element'), objectAt(block, 'accessory')].map((each) => each?.['type']);
  const id = objectAt(block, 'element')?.['action_id'];
  return JSON.stringify([block['block_id'] ?? index, types, id]);
}

function BlockOf({ block }: { block: Json }) {
  switch (block['type']) {
    case 'section':
      return <Section block={block} />;
    case 'header':
      return <Header block={block} />;
    case 'context':
      return <Context block={block} />;
    case 'divider':
      return <hr className="block-divider" />;
    case 'image':
      return <ImageBlock block={block} />;
    case 'actions':
    case 'context_actions':
      return <Actions block={block} />;
    case 'input':
      return <InputBlock block={block} />;
    case 'rich_text':
      return <RichText block={block} />;
    case 'table':
      return <TableBlock block={block} />;
    case 'video':
      return <VideoBlock block={block} />;
    case 'markdown':
      return <Mrkdwn text={mrkdwnOf(stringAt(block, 'text') ?? '')} />;
    case 'file':
      return <p className="block-note">A file was shared here. This simulated workspace does not show it.</p>;
    case 'call':
      return <p className="block-note">A call was shared here. This simulated workspace has no calls.</p>;
    default:
      return <p className="block-note">This part of the message cannot be shown here.</p>;
  }
}

function Section({ block }: { block: Json }) {
  const id = useId();
  const text = objectAt(block, 'text');
  const fields = objectsAt(block, 'fields');
  const accessory = objectAt(block, 'accessory');
  return (
    <div className="block-section">
      <div className="block-section-words" id={id}>
        {text && <Text of={text} />}
        {fields.length > 0 && (
          <div className="block-fields">
            {fields.map((field, index) => (
              <div key={index} className="block-section-field">
                <Text of={field} />
              </div>
            ))}
          </div>
        )}
      </div>
      {accessory && (
        <div className="block-accessory">
          <ElementOf block={block} element={accessory} about={id} />
        </div>
      )}
    </div>
  );
}

/** Below the headings of the page, which has two levels above whatever holds blocks. */
function Header({ block }: { block: Json }) {
  const level = typeof block['level'] === 'number' ? block['level'] : 1;
  return createElement(
    `h${Math.min(2 + level, 6)}`,
    { className: 'block-header', dir: 'auto' },
    <Text of={objectAt(block, 'text')} />,
  );
}

function Context({ block }: { block: Json }) {
  return (
    <div className="block-context">
      {objectsAt(block, 'elements').map((element, index) =>
        element['type'] === 'image' ? (
          <Picture key={index} of={element} className="block-icon" />
        ) : (
          <Text key={index} of={element} />
        ),
      )}
    </div>
  );
}

function Actions({ block }: { block: Json }) {
  return (
    <div className="block-actions">
      {objectsAt(block, 'elements').map((element, index) => (
        <ElementOf key={stringAt(element, 'action_id') ?? index} block={block} element={element} />
      ))}
    </div>
  );
}

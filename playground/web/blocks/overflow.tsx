import { objectAt, objectsAt, stringAt } from '../../server/json';
import type { Json } from '../../page/contract';
import { Menu, MenuItem, MenuLink } from '../menu';
import { usePress } from './button';
import { safeHref } from './links';
import { Text } from './text';

/** @param about id of the text that it belongs to */
export function Overflow({ block, element, about }: { block: Json; element: Json; about?: string }) {
  const { press, isPending, question } = usePress(block, element);
  return (
    <>
      <Menu
        className="block-button block-overflow-button"
        label="More actions"
        describedBy={about}
        disabled={isPending || undefined}
        button={<span aria-hidden="true">⋯</span>}
      >
        {() =>
          objectsAt(element, 'options').map((option) => (
            <Option
              key={stringAt(option, 'value')}
              option={option}
              onChoose={() => void press(stringAt(option, 'value'))}
            />
          ))
        }
      </Menu>
      {question}
    </>
  );
}

/** One with an address opens it in a tab of its own, and acts as well. */
function Option({ option, onChoose }: { option: Json; onChoose: () => void }) {
  const href = safeHref(stringAt(option, 'url') ?? '');
  const description = objectAt(option, 'description');
  const words = (
    <span className="menu-words">
      <Text of={objectAt(option, 'text')} />
      {description && (
        <span className="menu-quiet">
          <Text of={description} inline />
        </span>
      )}
    </span>
  );
  if (href === null) return <MenuItem onChoose={onChoose}>{words}</MenuItem>;
  return (
    <MenuLink href={href} onChoose={onChoose}>
      {words}
    </MenuLink>
  );
}

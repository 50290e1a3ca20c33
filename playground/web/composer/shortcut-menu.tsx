import { LightningIcon } from '../icons';
import { Menu, MenuItem } from '../menu';
import { useAct, useSight } from '../sight';

/** The app's global shortcuts. */
export function ShortcutMenu() {
  const { shortcuts } = useSight();
  const act = useAct();
  const offered = shortcuts.filter((shortcut) => shortcut.kind === 'global');
  if (offered.length === 0) return null;
  return (
    <Menu className="tool" label="Shortcuts" button={<LightningIcon />}>
      {() =>
        offered.map(({ callbackId, name, description }) => (
          <MenuItem key={callbackId} onChoose={() => void act({ kind: 'shortcut', callbackId })}>
            <span className="menu-words">
              <span className="menu-title">{name}</span>
              <span className="menu-quiet">{description}</span>
            </span>
          </MenuItem>
        ))
      }
    </Menu>
  );
}

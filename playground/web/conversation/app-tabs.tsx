import { useEffect } from 'react';
import { go } from '../address';
import type { AppTab } from '../address';
import { Blocks } from '../blocks/blocks';
import { Boundary } from '../boundary';
import { useAct, useSight } from '../sight';

const WORDS: Record<AppTab, string> = { home: 'Home', messages: 'Messages', about: 'About' };

/** The app's parts. Not ARIA tabs: each has an address of its own, and the back button works. */
export function AppTabs({ open }: { open: AppTab }) {
  const { app } = useSight();
  const tabs: AppTab[] = app.homeTab ? ['home', 'messages', 'about'] : ['messages', 'about'];
  return (
    <nav className="tabs" aria-label={`Parts of ${app.name}`}>
      {tabs.map((tab) => (
        <button
          key={tab}
          type="button"
          className="tab"
          aria-current={tab === open ? 'page' : undefined}
          onClick={() => go({ tab })}
        >
          {WORDS[tab]}
        </button>
      ))}
    </nav>
  );
}

/** The App Home, as the app has drawn it for this person. */
export function HomeTab() {
  const { home, app, me } = useSight();
  const act = useAct();

  useEffect(() => {
    void act({ kind: 'open_home' });
  }, [act, me]);

  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it could not be scrolled without a mouse
    <section className="app-page" aria-label={`${app.name}, Home`} tabIndex={0}>
      {home === null ? (
        <p className="quiet">{app.name} has not drawn its Home for you yet.</p>
      ) : (
        <Boundary
          key={home.id}
          otherwise={<p className="quiet">Home could not be shown. Reload the page to try again.</p>}
        >
          <Blocks
            blocks={home.blocks}
            values={home.values}
            errors={home.errors}
            place={{ view: home.id }}
            surface="home"
          />
        </Boundary>
      )}
    </section>
  );
}

/** What the app is and what one can ask of it. */
export function AboutTab() {
  const { app, commands, shortcuts } = useSight();
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it could not be scrolled without a mouse
    <section className="app-page" aria-label={`About ${app.name}`} tabIndex={0}>
      <p>
        {app.name} records who referred whom to what, and makes sure that every referral is thanked for. It finds out
        how each one turned out, and tells the person who gave it. It keeps track, and it never keeps score.
      </p>
      <h3>Commands</h3>
      <dl className="commands">
        {commands.map(({ command, usageHint, description }) => (
          <div key={command}>
            <dt>
              <code>
                {command} {usageHint}
              </code>
            </dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      {shortcuts.length > 0 && <h3>Shortcuts</h3>}
      <dl className="commands">
        {shortcuts.map(({ callbackId, name, description, kind }) => (
          <div key={callbackId}>
            <dt>{name}</dt>
            <dd>
              {description}. {kind === 'global' ? 'In the menu beside the message field.' : 'In the menu of a message.'}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

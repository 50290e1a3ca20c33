import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Boundary } from './boundary';
import { Connection, ConnectionContext } from './connection';
import { Screen } from './screen';
import './page.css';
import './layout.css';
import './bars.css';
import './menu.css';
import './conversation/conversation.css';
import './conversation/message.css';
import './composer/composer.css';
import './drawer/drawer.css';

const root = document.getElementById('page');
if (root !== null) {
  createRoot(root).render(
    <StrictMode>
      <Boundary
        otherwise={<p className="lost">Something on this page went wrong. Reload it to go on; nothing is lost.</p>}
      >
        <ConnectionContext.Provider value={new Connection()}>
          <Screen />
        </ConnectionContext.Provider>
      </Boundary>
    </StrictMode>,
  );
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { AuthorizeResult, Installation, InstallationStore } from '@slack/bolt';
import type { Clock } from '../domain/clock';
import { NotInstalled } from './access';

/** How tokens are kept: sealed with a key that is not in the database. */
export interface TokenSeal {
  seal(token: string): string;
  /** @throws when the key is another one or the text was tampered with */
  open(sealed: string): string;
}

/** AES-256-GCM; the text is iv, tag and cipher text in base64, joined by dots. @param key 32 bytes */
export function tokenSeal(key: Buffer): TokenSeal {
  return {
    seal(token) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const text = Buffer.concat([cipher.update(token, 'utf8'), cipher.final()]);
      return [iv, cipher.getAuthTag(), text].map((part) => part.toString('base64')).join('.');
    },
    open(sealed) {
      const [iv, tag, text] = sealed.split('.').map((part) => Buffer.from(part, 'base64'));
      const decipher = createDecipheriv('aes-256-gcm', key, iv!);
      decipher.setAuthTag(tag!);
      return Buffer.concat([decipher.update(text!), decipher.final()]).toString('utf8');
    },
  };
}

/** What Goodturn keeps of an installation. */
export interface InstalledWorkspace {
  id: string;
  name: string;
  botUserId: string;
  sealedToken: string | null;
  scopes: string;
  uninstalledAt: Date | null;
}

/** What one installation by OAuth tells. */
export interface NewInstallation extends Omit<InstalledWorkspace, 'id' | 'uninstalledAt'> {
  installedById: string;
}

/** Where installations are kept. */
export interface InstallationRecords {
  find(workspaceId: string): Promise<InstalledWorkspace | null>;
  install(workspaceId: string, installed: NewInstallation, now: Date): Promise<unknown>;
  uninstall(workspaceId: string, now: Date): Promise<unknown>;
}

/** Whose token is used where: the given one, or each workspace's own. */
export interface Installations {
  tokenOf(workspaceId: string): Promise<string | null>;
  /** @throws NotInstalled when Goodturn is not installed there */
  authorize(teamId: string | undefined): Promise<AuthorizeResult>;
  /** for Bolt's OAuth routes */
  boltStore?: InstallationStore;
}

/** One workspace, whose token is given by the environment and never stored. */
export function givenToken(workspace: { id: string; botUserId: string }, botToken: string): Installations {
  return {
    tokenOf: async (workspaceId) => (workspaceId === workspace.id ? botToken : null),
    async authorize(teamId) {
      if (teamId !== workspace.id) throw new NotInstalled(`Goodturn is not installed in ${teamId}.`);
      return { botToken, botUserId: workspace.botUserId, teamId: workspace.id };
    },
  };
}

/** Many workspaces, each with its own token, sealed. */
export function storedTokens(records: InstallationRecords, seal: TokenSeal, clock: Clock): Installations {
  const installed = async (workspaceId: string | undefined) => {
    const workspace = workspaceId ? await records.find(workspaceId) : null;
    return workspace?.sealedToken && !workspace.uninstalledAt ? workspace : null;
  };
  return {
    async tokenOf(workspaceId) {
      const workspace = await installed(workspaceId);
      return workspace && seal.open(workspace.sealedToken!);
    },
    async authorize(teamId) {
      const workspace = await installed(teamId);
      if (!workspace) throw new NotInstalled(`Goodturn is not installed in ${teamId}.`);
      return { botToken: seal.open(workspace.sealedToken!), botUserId: workspace.botUserId, teamId: workspace.id };
    },
    boltStore: {
      async storeInstallation(installation) {
        const { team, bot, user } = installation as Installation<'v2', false>;
        if (!team || !bot) throw new Error('Goodturn is installed workspace by workspace, with a bot.');
        await records.install(
          team.id,
          {
            name: team.name ?? team.id,
            botUserId: bot.userId,
            sealedToken: seal.seal(bot.token),
            scopes: bot.scopes.join(','),
            installedById: user.id,
          },
          clock.now(),
        );
      },
      // Bolt asks only through `authorize`, which is given above
      fetchInstallation: () => Promise.reject(new Error('Installations are read by authorize.')),
      async deleteInstallation({ teamId }) {
        if (teamId) await records.uninstall(teamId, clock.now());
      },
    },
  };
}

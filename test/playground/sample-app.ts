import type { App } from '@slack/bolt';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });

/** What the app was told, in order; tests empty it. */
export const heard: string[] = [];

const thanksForm = {
  type: 'modal' as const,
  callback_id: 'thanks.form',
  title: plain('Say thanks'),
  submit: plain('Send'),
  close: plain('Cancel'),
  notify_on_close: true,
  private_metadata: 'r1',
  blocks: [
    {
      type: 'input' as const,
      block_id: 'note',
      label: plain('Your note'),
      element: { type: 'plain_text_input' as const, action_id: 'note', multiline: true, max_length: 20 },
    },
    {
      type: 'input' as const,
      block_id: 'how',
      label: plain('How are you thanking them?'),
      element: {
        type: 'static_select' as const,
        action_id: 'how',
        options: [
          { text: plain('Note'), value: 'note' },
          { text: plain('Gift'), value: 'gift' },
        ],
        initial_option: { text: plain('Note'), value: 'note' },
      },
    },
    {
      type: 'input' as const,
      block_id: 'quote',
      optional: true,
      label: plain('Sharing'),
      element: {
        type: 'checkboxes' as const,
        action_id: 'quote',
        options: [{ text: plain('The digest may quote this'), value: 'yes' }],
      },
    },
  ],
};

function row(prospect: string, id: string) {
  return [
    { type: 'section' as const, text: mrkdwn(`Gina referred you to *${prospect}*`) },
    {
      type: 'actions' as const,
      elements: [
        { type: 'button' as const, action_id: 'thanks.open', text: plain('Say thanks'), value: id },
        {
          type: 'button' as const,
          action_id: 'withdraw',
          text: plain('Withdraw'),
          value: id,
          confirm: { title: plain('Sure?'), text: plain('It is final.'), confirm: plain('Yes'), deny: plain('No') },
        },
      ],
    },
  ];
}

/** A little app with a command, a form, buttons, shortcuts and events. */
export function listen(app: App): void {
  app.command('/referral', async ({ command, ack, client, respond }) => {
    heard.push(`command ${command.text}`);
    if (command.text === 'form') {
      await client.views.open({ trigger_id: command.trigger_id, view: thanksForm });
      await ack();
    } else if (command.text === 'rows') {
      await ack();
      const blocks = [...row("Bob's firm", 'bob'), ...row('Acme', 'acme')];
      await client.chat.postMessage({ channel: command.user_id, text: 'Two referrals', blocks });
    } else if (command.text === 'later') {
      await ack();
      await respond({ text: 'Answered later' });
    } else if (command.text === 'fail') {
      throw new Error('no answer');
    } else {
      await ack({ text: `You said ${command.text}`, response_type: 'ephemeral' });
    }
  });
  app.error(async () => undefined);
  app.action('thanks.open', async ({ action, body, ack, client }) => {
    heard.push(`press ${'value' in action ? action.value : ''}`);
    if ('trigger_id' in body) await client.views.open({ trigger_id: body.trigger_id, view: thanksForm });
    await ack();
  });
  app.action('withdraw', async ({ ack, respond }) => {
    heard.push('withdraw');
    await ack();
    await respond({ text: 'Gone', replace_original: true });
  });
  app.view('thanks.form', async ({ view, ack }) => {
    const note = view.state.values['note']?.['note']?.value;
    heard.push(`thanks ${view.private_metadata} ${note}`);
    if (note === 'no') await ack({ response_action: 'errors', errors: { note: 'Say a little more' } });
    else if (note === 'stray') await ack({ response_action: 'errors', errors: { nowhere: 'x' } });
    else await ack();
  });
  app.view({ callback_id: 'thanks.form', type: 'view_closed' }, async ({ ack }) => {
    heard.push('closed');
    await ack();
  });
  app.shortcut('give.referral.open', async ({ shortcut, ack, client }) => {
    await client.views.open({ trigger_id: shortcut.trigger_id, view: thanksForm });
    await ack();
  });
  app.shortcut('give.message.record', async ({ shortcut, ack }) => {
    heard.push(`record ${'message' in shortcut ? shortcut.message.text : ''}`);
    await ack();
  });
  app.event('reaction_added', async ({ event }) => {
    heard.push(`added ${event.reaction}`);
  });
  app.event('reaction_removed', async ({ event }) => {
    heard.push(`removed ${event.reaction}`);
  });
  app.event('user_change', async ({ event }) => {
    heard.push(`changed ${event.user.name} ${event.user.deleted} ${event.user.tz}`);
  });
}

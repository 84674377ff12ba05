import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { aMessage, at } from '@/test/samples';

let gateway: FakeGateway;
const opensAt = new Date(Date.now() + 9 * 3_600_000).toISOString();
const night = { opensAt, zone: 'America/New_York', rule: 'federal' };

overAFakeGateway((fresh) => {
  gateway = fresh;
  return [];
});

async function openThread() {
  openApp('/t/thread-1');
  const log = await screen.findByRole('log', { name: 'Messages' }, { timeout: 5_000 });
  await within(log).findByText('Hola');
  return { user: userEvent.setup(), log, box: screen.getByRole('textbox', { name: 'Message' }) };
}

function ask(consent: { asked: 'opt-out' | 'unclear'; since: string; messageId?: string }) {
  gateway.threads = gateway.threads.map((thread) =>
    thread.id === 'thread-1' ? { ...thread, consent } : thread,
  );
}

function refuse(slug: string, members: object, status = 422) {
  return () => {
    gateway.sendAnswer = null;
    return HttpResponse.json({ type: `https://hilo.dev/problems/${slug}`, status, ...members }, { status });
  };
}

describe('a text of ours', () => {
  const waits = (reason: 'pace' | 'consent', expectedAt?: string) =>
    aMessage({
      seq: 4,
      id: 'm4',
      direction: 'outbound',
      status: 'queued',
      author: 'ana',
      waiting: { reason, expectedAt },
    });

  it('that waits says until when and can be cancelled', async () => {
    gateway.messages.push(waits('pace', new Date(Date.now() + 41_000).toISOString()));
    const { user, log } = await openThread();
    expect(within(log).getByText(/Leaves in ~40 s: the carrier allows only so many/)).toBeInTheDocument();
    await user.click(within(log).getByText('Cancel sending'));
    await waitFor(() => expect(gateway.calls).toContain('cancel m4'));
  });

  it('whose estimate has passed is asked about, and shows the new one', async () => {
    gateway.messages.push(waits('pace', new Date(Date.now() - 100).toISOString()));
    const { log } = await openThread();
    gateway.messages = gateway.messages.map((message) =>
      message.id === 'm4' ? waits('pace', new Date(Date.now() + 20 * 60_000).toISOString()) : message,
    );
    await within(log).findByText(/Leaves in ~20 min/, {}, { timeout: 4_000 });
    expect(gateway.calls).toContain('message m4');
  });

  it('tells its story beside its time', async () => {
    gateway.messages.push(
      aMessage({
        seq: 4,
        id: 'm4',
        direction: 'outbound',
        status: 'failed',
        errorCode: 'carrier-refused',
        errorText: '7702: blocked',
        author: 'ana',
      }),
    );
    gateway.stories['m4'] = {
      attempts: [
        {
          startedAt: at(4),
          millis: 341,
          outcome: 'refused: 7702',
          httpStatus: 400,
          request: 'POST /messageSend',
          answer: '{"Code":"7702"}',
          askedBy: 'leo',
        },
      ],
      receipts: [{ receivedAt: at(9), stat: 'DELIVRD', text: 'stat:DELIVRD', effect: 'contradiction' }],
      decisions: [{ at: at(3), kind: 'sent-again', by: 'leo', was: 'failed' }],
      records: [{ readAt: at(20), takenAt: at(4), kind: 'sms', refId: 'A1', effect: 'known' }],
    };
    const { user, log } = await openThread();
    expect(within(log).queryByText('Retry')).not.toBeInTheDocument();
    for (const button of within(log).getAllByLabelText('History of this message').slice(-1)) {
      await user.click(button);
    }
    const dialog = await screen.findByRole('dialog', { name: 'History of this message' });
    const lines = await within(dialog).findAllByRole('listitem');
    expect(lines.map((line) => line.textContent)).toEqual([
      expect.stringMatching(/^Sent again by Leo Martín/),
      expect.stringMatching(/^Written by Ana/),
      expect.stringMatching(/^Attempt 1: refused by the carrier.*341 ms.*7702.*Asked for by Leo Martín/),
      expect.stringMatching(/^Receipt: DELIVRD.*Contradicts what was already certain/),
      expect.stringMatching(/^The carrier’s record.*Nothing new\..*A1/),
    ]);
    expect(within(dialog).getByText(/show a manager the carrier’s words/)).toBeInTheDocument();
  });

  it('that may not be sent again at night is offered for their morning', async () => {
    gateway.messages.push(
      aMessage({
        seq: 4,
        id: 'm4',
        direction: 'outbound',
        status: 'failed',
        errorCode: 'expired',
        author: 'ana',
      }),
    );
    gateway.retryAnswer = () => {
      gateway.retryAnswer = null;
      return HttpResponse.json({ type: 'x/quiet-hours', status: 422, ...night }, { status: 422 });
    };
    const { user, log } = await openThread();
    await user.click(within(log).getByText('Retry'));
    await user.click(await within(log).findByText(/^Schedule for/));
    await waitFor(() => expect(gateway.calls).toContain(`retry m4 ${JSON.stringify({ sendAt: opensAt })}`));
  });
});

describe('a contact who asked for silence', () => {
  it('closes the composer for texts, not for notes', async () => {
    ask({ asked: 'opt-out', since: at(1), messageId: 'message-1' });
    const { user, box } = await openThread();
    const banner = screen.getByRole('region', { name: /asked for no more texts/ });
    expect(within(banner).getByText('Hola')).toBeVisible();
    expect(within(banner).queryByRole('button', { name: 'Allow again…' })).not.toBeInTheDocument();
    expect(box).toHaveAttribute('readonly');
    expect(screen.getByRole('button', { name: 'Schedule' })).toBeDisabled();
    await user.click(screen.getByRole('button', { name: 'Internal note' }));
    expect(box).not.toHaveAttribute('readonly');
  });

  it('is allowed again by a manager, with a reason', async () => {
    gateway.roles = ['manager'];
    ask({ asked: 'opt-out', since: at(1) });
    const { user, box } = await openThread();
    await user.click(screen.getByRole('button', { name: 'Allow again…' }));
    expect(screen.getByRole('button', { name: 'Allow' })).toBeDisabled();
    await user.keyboard('called us{Enter}');
    await waitFor(() => expect(gateway.calls).toContain('consent {"answer":"opt-in","reason":"called us"}'));
    await waitFor(() => expect(box).not.toHaveAttribute('readonly'));
  });

  it('perhaps is a question with two answers', async () => {
    ask({ asked: 'unclear', since: at(3), messageId: 'message-3' });
    const { user, box } = await openThread();
    const banner = screen.getByRole('region', { name: 'Did they ask for no more texts?' });
    expect(within(banner).getByText('see https://example.com/x')).toBeVisible();
    expect(box).not.toHaveAttribute('readonly');
    await user.click(within(banner).getByRole('button', { name: 'No, go on' }));
    await waitFor(() => expect(gateway.calls).toContain('consent {"answer":"keep"}'));
    await waitFor(() => expect(banner).not.toBeInTheDocument());
  });

  it('has a history and a clock behind the header', async () => {
    gateway.consent = {
      entries: [
        {
          id: 'e1',
          at: at(1),
          kind: 'opt-out',
          channel: 'keyword',
          word: 'STOP',
          text: 'Stop!',
          confirmation: { text: 'No more texts.', messageId: 'm9', status: 'delivered', afterMillis: 2_100 },
        },
        { id: 'e2', at: at(2), kind: 'opt-in', channel: 'manager', actor: 'marta', reason: 'called us' },
      ],
      contact: { zones: ['America/New_York'], localTime: '22:14', quiet: night },
    };
    const { user } = await openThread();
    await user.click(screen.getByRole('button', { name: 'Consent and hours' }));
    const dialog = await screen.findByRole('dialog', { name: 'Consent and hours' });
    const lines = (await within(dialog).findAllByRole('listitem')).map((line) => line.textContent);
    expect(lines[0]).toMatch(/^Texts allowed again.*Recorded by Marta.*Reason: called us/);
    expect(lines[1]).toMatch(
      /^Asked for no more texts.*Stop!.*Recognised: STOP.*No more texts\..*Delivered · after 2.1/,
    );
    expect(within(dialog).getByText(/Only answers go out before/)).toBeInTheDocument();
    await user.selectOptions(within(dialog).getByLabelText('Time zone'), 'Pacific/Honolulu');
    await waitFor(() => expect(gateway.calls).toContain('put zone {"zone":"Pacific/Honolulu"}'));
  });
});

describe('at night', () => {
  it('a refused text is offered for the contact’s morning, and the draft is kept', async () => {
    gateway.sendAnswer = refuse('quiet-hours', night);
    const { user, box } = await openThread();
    await user.type(box, 'Ya salió tu pedido{Enter}');
    const offer = await screen.findByRole('button', { name: /^Schedule for .* \(their time\)$/ });
    expect(screen.getByRole('alert')).toHaveTextContent(/^It is .* for this contact\./);
    expect(box).toHaveValue('Ya salió tu pedido');
    await user.click(offer);
    await waitFor(() => expect(gateway.sent).toHaveLength(2));
    expect(gateway.sent[1]?.body).toMatchObject({ body: 'Ya salió tu pedido', sendAt: opensAt });
    expect(box).toHaveValue('');
  });

  it('the offer is there before anything was refused, but not for an answer', async () => {
    gateway.consent = { entries: [], contact: { zones: [], quiet: night } };
    await openThread();
    expect(await screen.findByRole('button', { name: /^Schedule for/ })).toBeVisible();
    cleanup();
    gateway.consent = {
      entries: [],
      contact: { zones: [], quiet: night, replyUntil: new Date(Date.now() + 60_000).toISOString() },
    };
    await openThread();
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
    expect(screen.queryByRole('button', { name: /^Schedule for/ })).not.toBeInTheDocument();
  });
});

describe('scheduling', () => {
  it('sends for a time by the contact’s clock', async () => {
    gateway.consent = { entries: [], contact: { zones: ['America/New_York'] } };
    const { user, box } = await openThread();
    await user.type(box, 'Feliz año');
    await user.click(screen.getByRole('button', { name: 'Schedule' }));
    const date = await screen.findByLabelText('Date there');
    await user.clear(date);
    await user.type(date, '2098-01-01');
    const time = screen.getByLabelText('Time there');
    await user.clear(time);
    await user.type(time, '09:30');
    await user.click(screen.getByRole('button', { name: 'Use this time' }));
    await user.click(await screen.findByRole('button', { name: 'Schedule message' }));
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
    expect(gateway.sent[0]?.body).toMatchObject({ sendAt: '2098-01-01T14:30:00.000Z' });
    expect(screen.queryByRole('button', { name: 'Schedule message' })).not.toBeInTheDocument();
  });

  it('can be thought better of', async () => {
    const { user, box } = await openThread();
    await user.type(box, 'Hola otra vez');
    await user.click(screen.getByRole('button', { name: 'Schedule' }));
    await user.click(await screen.findByRole('button', { name: 'Use this time' }));
    await user.click(screen.getByRole('button', { name: 'Send without waiting' }));
    await user.click(screen.getByRole('button', { name: 'Send' }));
    await waitFor(() => expect(gateway.sent).toHaveLength(1));
    expect(gateway.sent[0]?.body).not.toHaveProperty('sendAt');
  });
});

describe('a text that comes back while the next one is being written', () => {
  const landed = aMessage({ seq: 4, body: 'ya no hace falta', createdAt: new Date().toISOString() });

  async function comesBack() {
    let answer: (() => void) | undefined;
    gateway.sendAnswer = refuse('stale-compose', { lastSeq: 4, messages: [landed] }, 409);
    gateway.sendGate = new Promise((resolve) => {
      answer = resolve;
    });
    const opened = await openThread();
    await opened.user.type(opened.box, 'Va en camino{Enter}');
    await opened.user.type(opened.box, 'Otra cosa');
    act(() => answer?.());
    return { ...opened, question: await screen.findByRole('alertdialog') };
  }

  it('stays a text of its own and leaves as it was, once', async () => {
    const { user, box, question } = await comesBack();
    expect(within(question).getByText('Va en camino')).toBeVisible();
    expect(within(question).getByText('ya no hace falta')).toBeVisible();
    expect(box).toHaveValue('Otra cosa');
    await user.click(within(question).getByRole('button', { name: 'Send anyway' }));
    await waitFor(() => expect(gateway.sent).toHaveLength(2));
    expect(gateway.sent[1]?.body).toMatchObject({ body: 'Va en camino', force: true });
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(box).toHaveValue('Otra cosa');
  });

  it('joins what is being written only when its writer says so', async () => {
    const { user, box, question } = await comesBack();
    await user.click(within(question).getByRole('button', { name: 'Edit it' }));
    expect(box).toHaveValue('Va en camino\nOtra cosa');
    expect(gateway.sent).toHaveLength(1);
  });

  it('takes its place in the composer when that is free', async () => {
    const { user, box, question } = await comesBack();
    await user.clear(box);
    expect(await screen.findByDisplayValue('Va en camino')).toBe(box);
    expect(screen.getByRole('alertdialog')).toHaveTextContent('ya no hace falta');
    expect(question).not.toBeInTheDocument();
  });

  it('can be dropped', async () => {
    const { user, box, question } = await comesBack();
    await user.click(within(question).getByRole('button', { name: 'Discard' }));
    expect(box).toHaveValue('Otra cosa');
    expect(screen.queryByRole('alertdialog')).not.toBeInTheDocument();
    expect(window.localStorage.getItem('hilo.outbox.ana')).toBeNull();
  });
});

describe('what everybody should know', () => {
  it('who answered meanwhile, and how long ago', async () => {
    gateway.sendAnswer = refuse(
      'stale-compose',
      {
        lastSeq: 4,
        messages: [
          aMessage({
            seq: 4,
            direction: 'outbound',
            status: 'sent',
            author: 'leo',
            body: 'Ya va',
            createdAt: new Date(Date.now() - 4_000).toISOString(),
          }),
        ],
      },
      409,
    );
    const { user, box } = await openThread();
    await user.type(box, 'Va en camino{Enter}');
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByText(/^Leo Martín answered \d+ sec\. ago: send anyway\?$/)).toBeVisible();
    expect(box).toHaveValue('Va en camino');
  });

  it('that sending rests', async () => {
    gateway.sending = [
      {
        did: '+17865551234',
        waiting: { live: 2, bulk: 0 },
        dayUsed: 1_420,
        dayLimit: 2_000,
        resting: { reason: 'credentials', until: new Date(Date.now() + 60_000).toISOString() },
      },
    ];
    await openThread();
    expect(await screen.findByText(/does not accept our credentials/)).toBeVisible();
    expect(await screen.findByText('Today 1,420 / 2,000')).toBeVisible();
  });

  it('what the system wrote into the conversation, in their language', async () => {
    gateway.messages.push(
      aMessage({ seq: 4, direction: 'system', body: 'opted-out' }),
      aMessage({ seq: 5, direction: 'system', body: 'opted-in', author: 'marta' }),
      aMessage({ seq: 6, body: 'Gracias' }),
      aMessage({ seq: 7, direction: 'system', body: 'brand-new-word' }),
    );
    const { log } = await openThread();
    expect(within(log).getByText('The contact asked for no more texts')).toBeInTheDocument();
    expect(within(log).getByText(/^Texts to this contact are allowed again · marta/i)).toBeInTheDocument();
    expect(within(log).getByText('brand-new-word')).toBeInTheDocument();
    act(() => changeSettings({ language: 'es' }));
    expect(await within(log).findByText('El contacto pidió no recibir más mensajes')).toBeInTheDocument();
  });
});

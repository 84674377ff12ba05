import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { beforeEach, describe, expect, it } from 'vitest';
import { reloadCart } from '@/features/buying/cart';
import { changeSettings } from '@/shared/settings';
import { openApp, overAFakeGateway } from '@/test/app';
import type { FakeGateway } from '@/test/gateway';
import { FakeWebSocket } from '@/test/gateway';
import { anOffer, anOrder, FakeProvisioning, refusal } from '@/test/provisioning';

let gateway: FakeGateway;
let provisioning: FakeProvisioning;

overAFakeGateway((fresh) => {
  gateway = fresh;
  gateway.roles = ['manager'];
  provisioning = new FakeProvisioning();
  return provisioning.handlers;
});
beforeEach(() => reloadCart());

const PATIENT = { timeout: 6_000 };
const LONG_MS = 20_000;
const offer = (name: RegExp) => screen.findByRole('checkbox', { name }, PATIENT);
const step = () =>
  screen.getByRole('list', { name: 'Steps of getting a number' }).querySelector('[aria-current]');
const purchase = (did: string) =>
  waitFor(() => {
    const found = document.querySelector<HTMLElement>(`article[data-did="${did}"]`);
    if (found === null) {
      throw new Error(`no purchase of ${did}`);
    }
    return found;
  }, PATIENT);

/** Chooses the number that ends in 2020 and goes on to the price. */
async function upToThePrice(user: ReturnType<typeof userEvent.setup>) {
  openApp('/numbers/new?npa=786');
  await user.click(await offer(/555-2020/));
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await user.type(screen.getByRole('textbox', { name: /555-2020/ }), 'Ventas Doral');
  await user.click(await screen.findByRole('button', { name: 'Add team support' }));
  await screen.findByRole('option', { name: /Campaign C1 · 37 places free/ });
  await user.click(screen.getByRole('button', { name: 'On to the price' }));
}

async function buy(user: ReturnType<typeof userEvent.setup>) {
  await upToThePrice(user);
  await user.click(screen.getByRole('button', { name: 'Buy 1 number' }));
}

describe('looking for a number', () => {
  it('asks for what was typed and keeps it in the address', async () => {
    const user = userEvent.setup();
    openApp('/numbers/new');
    await user.click(await screen.findByRole('button', { name: 'Search' }, PATIENT));
    expect(screen.getByText('Give an area code or a state.')).toBeVisible();
    expect(screen.getByLabelText('Area code')).toHaveFocus();
    expect(provisioning.searches).toHaveLength(0);

    await user.type(screen.getByLabelText('Area code'), '786');
    expect(screen.getByText('786 is in Florida.')).toBeVisible();
    await user.type(screen.getByLabelText('Digits in the number'), '2020');
    await user.type(screen.getByLabelText('Place (rate center)'), 'miami{Enter}');
    expect(await offer(/\(786\) 555-2020.*Miami, Florida.*\$0\.06 a month.*\$0\.05 once/)).not.toBeChecked();
    expect(Object.fromEntries(provisioning.searches[0] ?? [])).toEqual({
      npa: '786',
      ratecenter: 'miami',
      pattern: '*2020',
      limit: '24',
    });
    expect(new URLSearchParams(window.location.search).get('digits')).toBe('2020');
    expect(document.querySelector('mark')).toHaveTextContent('2020');

    await user.selectOptions(screen.getByLabelText('Digits'), 'contains');
    await user.selectOptions(screen.getByLabelText('State'), 'Florida');
    await user.click(screen.getByRole('button', { name: 'Search' }));
    await waitFor(() => expect(provisioning.searches.at(-1)?.get('pattern')).toBe('*2020*'));
    expect(provisioning.searches.at(-1)?.get('state')).toBe('FL');
  });

  it('goes on where the first page ended', async () => {
    const user = userEvent.setup();
    provisioning.offersLink = '</api/numbers/available?npa=786&cursor=x>; rel="next"';
    openApp('/numbers/new?npa=786');
    expect(await screen.findByText('The first 3 numbers for sale', {}, PATIENT)).toBeVisible();
    provisioning.offers = [anOffer('+17865559999')];
    provisioning.offersLink = null;
    await user.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await offer(/555-9999/)).toBeVisible();
    expect(provisioning.searches[1]?.get('cursor')).toBe('x');
    expect(screen.getByText('4 numbers for sale')).toBeVisible();
  });

  it('says kindly that there is nothing, and what would be close to it', async () => {
    const user = userEvent.setup();
    provisioning.offers = [];
    openApp('/numbers/new?npa=786&nxx=555&digits=2020');
    await screen.findByText('No number like that is for sale right now.', {}, PATIENT);
    const ideas = within(screen.getByRole('list', { name: 'Suggestions' })).getAllByRole('button');
    expect(ideas.slice(0, 4).map((idea) => idea.textContent)).toEqual([
      'ending in 020',
      'any digits',
      'without exchange 555',
      'all of Florida',
    ]);
    provisioning.offers = [anOffer('+17865551111')];
    await user.click(screen.getByRole('button', { name: 'without exchange 555' }));
    await offer(/555-1111/);
    expect(provisioning.searches.at(-1)?.has('nxx')).toBe(false);
    expect(provisioning.searches.at(-1)?.get('pattern')).toBe('*2020');
    expect(screen.getByRole('region', { name: 'Numbers for sale' })).toHaveFocus();
  });

  it('says what the server finds wrong at the field', async () => {
    openApp('/numbers/new?npa=786&digits=1');
    await offer(/555-2020/);
    cleanup();
    gateway.roles = ['agent'];
    openApp('/numbers/new?npa=786');
    expect(await screen.findByText('Only for managers', {}, PATIENT)).toBeVisible();
    expect(screen.queryByRole('search')).not.toBeInTheDocument();
  });

  it('holds numbers on the screen only, through a reload', async () => {
    const user = userEvent.setup();
    openApp('/numbers/new?npa=786');
    await user.click(await offer(/555-2020/));
    await user.click(await offer(/555-2022/));
    const basket = screen.getByRole('region', { name: 'Chosen' });
    expect(basket).toHaveTextContent('2 numbers · $0.31 a month');
    expect(basket).toHaveTextContent('The carrier reserves nothing');
    cleanup();
    reloadCart();
    openApp('/numbers/new?npa=786');
    expect(await offer(/555-2020/)).toBeChecked();
    await user.click(screen.getByRole('button', { name: 'Do without (786) 555-2020' }));
    expect(await offer(/555-2020/)).not.toBeChecked();
    expect(provisioning.purchases).toHaveLength(0);
  });
});

describe('the keyboard', () => {
  it('stops once at all that is for sale and once at what was chosen; arrows move within', async () => {
    const user = userEvent.setup();
    openApp('/numbers/new?npa=786');
    const first = await offer(/555-2020/);
    expect(first).toHaveAccessibleName(/Miami/);
    screen.getByRole('button', { name: 'Search' }).focus();
    await user.tab();
    expect(first).toHaveFocus();
    await user.keyboard('{ArrowRight} {ArrowDown} ');
    const last = await offer(/555-2022/);
    expect(last).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('button', { name: 'Do without (786) 555-2021' })).toHaveFocus();
    await user.tab();
    expect(screen.getByRole('button', { name: 'Go on' })).toHaveFocus();
    await user.tab({ shift: true });
    await user.tab({ shift: true });
    expect(last).toHaveFocus();
    await user.keyboard('{Home}');
    expect(first).toHaveFocus();
  });

  it('does not lose its place with what it lets go of', async () => {
    const user = userEvent.setup();
    openApp('/numbers/new?npa=786');
    await user.click(await offer(/555-2020/));
    await user.click(await offer(/555-2022/));
    screen.getByRole('button', { name: 'Do without (786) 555-2020' }).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('button', { name: 'Do without (786) 555-2022' })).toHaveFocus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('heading', { name: 'Chosen' })).toHaveFocus();

    await user.click(await offer(/555-2020/));
    await user.click(await offer(/555-2022/));
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    screen.getByRole('button', { name: 'Do without (786) 555-2020' }).focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('textbox', { name: /555-2022/ })).toHaveFocus();
    await user.click(screen.getByRole('button', { name: 'Do without (786) 555-2022' }));
    expect(screen.getByRole('heading', { name: 'Which number shall it be?' })).toHaveFocus();
  });
});

describe('the price', () => {
  it('is summed beside the balance, and the choices are named', async () => {
    const user = userEvent.setup();
    await upToThePrice(user);
    expect(step()).toHaveTextContent('Price');
    expect(screen.getByRole('heading', { name: 'What it costs' })).toHaveFocus();
    const rows = within(screen.getByRole('table')).getAllByRole('row');
    expect(rows[1]).toHaveTextContent('(786) 555-2020Ventas DoralMiami, Florida$0.06$0.05');
    expect(rows.at(-1)).toHaveTextContent('Total$0.06$0.05');
    const account = screen.getByRole('region', { name: 'Your account at the carrier' });
    await within(account).findByText('$48.62');
    expect(account).toHaveTextContent('After the purchase$48.57');
    expect(screen.getByRole('region', { name: 'How it is set up' })).toHaveTextContent(
      'TeamssupportCampaignCampaign C1',
    );
  });

  it('warns of too little money, of no campaign and of one that is not approved', async () => {
    const user = userEvent.setup();
    provisioning.account = { balance: 0.1, low: true, services: {} };
    await upToThePrice(user);
    expect(await screen.findByText(/That may not be enough/)).toBeVisible();
    await user.click(screen.getByRole('button', { name: 'Back' }));
    const campaign = screen.getByLabelText('Campaign');
    expect(within(campaign).getByRole('option', { name: /Campaign C2 · full/ })).toBeDisabled();
    await user.selectOptions(campaign, 'C3');
    expect(screen.getByText(/It is not approved yet/)).toBeVisible();
    await user.selectOptions(campaign, '');
    await user.click(screen.getByRole('button', { name: 'On to the price' }));
    expect(screen.getByText(/Without a campaign carriers block/)).toBeVisible();
  });
});

describe('buying', { timeout: LONG_MS }, () => {
  it('happens once, however often it is pressed, and shows every step as the frames say it', async () => {
    const user = userEvent.setup();
    await upToThePrice(user);
    await user.dblClick(screen.getByRole('button', { name: 'Buy 1 number' }));
    const bought = await purchase('+17865552020');
    await within(bought).findByRole('list', { name: 'Steps' });
    expect(provisioning.purchases).toHaveLength(1);
    expect(provisioning.purchases[0]?.body).toEqual({
      did: '+17865552020',
      name: 'Ventas Doral',
      teams: ['support'],
      campaignId: 'C1',
    });
    expect(provisioning.purchases[0]?.key).toMatch(/^[\da-f-]{36}$/);
    provisioning.orders['+17865552020'] = anOrder('+17865552020', 4);
    await waitFor(
      () =>
        expect(within(bought).getByRole('status')).toHaveTextContent('Step 5 of 6: Put it into its campaign'),
      PATIENT,
    );
    expect(bought.querySelector('[data-step=buy]')).toHaveAttribute('data-step-state', 'done');
    provisioning.orders['+17865552020'] = anOrder('+17865552020', 6);
    const link = await within(bought).findByRole('link', { name: 'Write from it' }, PATIENT);
    expect(link).toHaveAttribute('href', '/?compose=%2B17865552020');
    expect(FakeWebSocket.last).not.toBeNull();
  });

  it('asks again with the same key after a reload, as long as nobody has answered', async () => {
    const user = userEvent.setup();
    let release: (() => void) | undefined;
    const hung = new Promise<void>((resolve) => {
      release = resolve;
    });
    provisioning.provisionAnswers = [
      () =>
        new Response(new ReadableStream({ start: (body) => void hung.then(() => body.close()) }), {
          status: 202,
        }),
    ];
    await buy(user);
    await waitFor(() => expect(provisioning.purchases).toHaveLength(1));
    cleanup();
    reloadCart();
    openApp('/numbers/new');
    const bought = await purchase('+17865552020');
    await within(bought).findByRole('list', { name: 'Steps' }, PATIENT);
    expect(provisioning.purchases).toHaveLength(2);
    expect(provisioning.purchases[1]).toEqual(provisioning.purchases[0]);
    cleanup();
    reloadCart();
    openApp('/numbers/new');
    await within(await purchase('+17865552020')).findByRole('list', { name: 'Steps' }, PATIENT);
    expect(provisioning.purchases).toHaveLength(2);
    release?.();
  });

  it('says why it was refused, and asks anew with another key and another campaign', async () => {
    const user = userEvent.setup();
    provisioning.provisionAnswers = [() => refusal(409, 'campaign-full', 'The campaign is full.')];
    await buy(user);
    const bought = await purchase('+17865552020');
    expect(await within(bought).findByText(/nothing was bought: The campaign is full\./)).toBeVisible();
    await user.selectOptions(within(bought).getByLabelText('Campaign'), 'C3');
    await user.click(within(bought).getByRole('button', { name: 'Try again' }));
    await within(await purchase('+17865552020')).findByRole('list', { name: 'Steps' }, PATIENT);
    expect(provisioning.purchases[1]?.body['campaignId']).toBe('C3');
    expect(provisioning.purchases[1]?.key).not.toBe(provisioning.purchases[0]?.key);
  });

  it('offers others when the number is gone, one press away', async () => {
    const user = userEvent.setup();
    provisioning.provisionAnswers = [
      () =>
        HttpResponse.json(
          (provisioning.orders['+17865552020'] = anOrder(
            '+17865552020',
            0,
            { state: 'gone' },
            {
              state: 'failed',
              attempts: 1,
              code: '7501',
              words: 'Telephone Number not available to Purchase',
            },
          )),
          { status: 202 },
        ),
    ];
    await buy(user);
    const gone = await purchase('+17865552020');
    expect(await within(gone).findByText(/somebody else bought it first/)).toBeVisible();
    expect(gone).toHaveTextContent('Telephone Number not available to Purchase');
    expect(gone).toHaveTextContent('Code 7501');
    await user.click(await within(gone).findByRole('button', { name: /555-2021.*\$0\.06 a month/ }));
    await within(await purchase('+17865552021')).findByRole('list', { name: 'Steps' }, PATIENT);
    expect(provisioning.purchases[1]?.body).toMatchObject({ did: '+17865552021', name: 'Ventas Doral' });
    expect(document.activeElement).toHaveAttribute('data-slot', '0');
  });

  it('goes on without the campaign, or gives the number back, when its campaign refuses it', async () => {
    const user = userEvent.setup();
    const failed = () =>
      anOrder(
        '+17865552020',
        4,
        { state: 'failed' },
        { state: 'failed', attempts: 1, code: 'http-409', words: 'Conflict' },
      );
    provisioning.provisionAnswers = [
      () => HttpResponse.json((provisioning.orders['+17865552020'] = failed()), { status: 202 }),
    ];
    await buy(user);
    const bought = await purchase('+17865552020');
    expect(await within(bought).findByText(/It stopped at “Put it into its campaign”/)).toBeVisible();
    await user.click(within(bought).getByRole('button', { name: 'Give the number back' }));
    const asking = screen.getByRole('dialog', { name: 'Give the number back' });
    await user.click(within(asking).getByRole('button', { name: 'Cancel' }));
    expect(provisioning.calls).toEqual([]);
    await user.click(within(bought).getByRole('button', { name: 'Go on without a campaign for now' }));
    await within(bought).findByText(/Step 6 of 6/, {}, PATIENT);
    expect(provisioning.calls).toEqual(['retry +17865552020?skipCampaign=true true']);

    provisioning.orders['+17865552020'] = failed();
    await user.click(await within(bought).findByRole('button', { name: 'Give the number back' }, PATIENT));
    await user.click(screen.getByRole('button', { name: 'Yes, go ahead' }));
    expect(await within(bought).findByText('The number has been given back.', {}, PATIENT)).toBeVisible();
    expect(provisioning.calls.at(-1)).toBe('delete +17865552020?now=true');
  });

  it('is told in Spanish too', async () => {
    changeSettings({ language: 'es' });
    openApp('/numbers/new?npa=786');
    expect(await screen.findByRole('heading', { name: '¿Qué número quieres?' }, PATIENT)).toBeVisible();
    expect(await offer(/555-2020.*Miami, Florida.*\$0\.06 al mes/)).toBeVisible();
  });
});

describe('writing from a number', () => {
  it('opens the new conversation with it chosen, and leaves the address as it was', async () => {
    const user = userEvent.setup();
    openApp('/?compose=%2B17865551234');
    const dialog = await screen.findByRole('dialog', { name: 'New conversation' }, PATIENT);
    expect(within(dialog).getByLabelText('Send from')).toHaveValue('+17865551234');
    await user.click(within(dialog).getByRole('button', { name: 'Cancel' }));
    await waitFor(() => expect(window.location.search).toBe(''));
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });
});

/** The parts of a service worker's world that we use: TypeScript's own description excludes the page's. */
export interface WorkerScope {
  registration: ServiceWorkerRegistration;
  clients: {
    claim(): Promise<void>;
    matchAll(options: { type: 'window'; includeUncontrolled: boolean }): Promise<readonly WindowClient[]>;
    openWindow(url: string): Promise<WindowClient | null>;
  };
  navigator: Navigator;
  location: Location;
  skipWaiting(): Promise<void>;
  addEventListener<Name extends keyof Events>(name: Name, heard: (event: Events[Name]) => void): void;
}

export interface WindowClient {
  visibilityState: DocumentVisibilityState;
  url: string;
  focus(): Promise<WindowClient>;
  postMessage(message: unknown): void;
}

interface Extendable extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** https://www.w3.org/TR/service-workers/#register-router-method; not every browser has it. */
export interface Installed extends Extendable {
  addRoutes?: (routes: readonly { condition: { urlPattern: string }; source: 'network' }[]) => Promise<void>;
}

export interface Fetched extends Extendable {
  request: Request;
  preloadResponse: Promise<Response | undefined>;
  respondWith(response: Promise<Response>): void;
}

export interface Pushed extends Extendable {
  data: { json(): unknown } | null;
}

export interface Clicked extends Extendable {
  notification: Notification;
}

export interface Changed extends Extendable {
  oldSubscription: PushSubscription | null;
  newSubscription: PushSubscription | null;
}

interface Events {
  install: Installed;
  activate: Extendable;
  fetch: Fetched;
  push: Pushed;
  notificationclick: Clicked;
  notificationclose: Clicked;
  pushsubscriptionchange: Changed;
}

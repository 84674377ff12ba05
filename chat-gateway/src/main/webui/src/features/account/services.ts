/** The carrier's names of its services. */
const services = {
  Sms: 'sms',
  Mms: 'mms',
  'Inbound Origination': 'inbound',
  'Outbound Termination': 'outbound',
  Lrn: 'lrn',
  E911: 'e911',
  '8YY': 'tollFree',
  'Invoiced Billing': 'invoiced',
} as const;
export type Service = (typeof services)[keyof typeof services];

export function serviceOf(name: string): Service | null {
  return name in services ? services[name as keyof typeof services] : null;
}

/** What texting cannot do without. */
export function vital(service: Service): boolean {
  return service === 'sms' || service === 'mms';
}

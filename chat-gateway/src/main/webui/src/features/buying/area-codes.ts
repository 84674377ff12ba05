import type { Language } from '@/shared/settings';

/*
 * Which area codes a state has, as of 2026-11: to say where a code is and what else there is beside it. The same table as
 * provisioning-service's; the test compares them. A code that is missing here can still be searched by itself.
 */
const table: Record<string, { en: string; es?: string; codes: string }> = {
  AK: { en: 'Alaska', codes: '907' },
  AL: { en: 'Alabama', codes: '205 251 256 334 659 938' },
  AR: { en: 'Arkansas', codes: '327 479 501 870' },
  AZ: { en: 'Arizona', codes: '480 520 602 623 928' },
  CA: {
    en: 'California',
    codes:
      '209 213 279 310 323 341 350 357 369 408 415 424 442 510 530 559 562 619 626 628 650 657 661 669 707 714 747 760 805 818 820 831 837 840 858 909 916 925 949 951',
  },
  CO: { en: 'Colorado', codes: '303 719 720 748 970 983' },
  CT: { en: 'Connecticut', codes: '203 475 860 959' },
  DC: { en: 'District of Columbia', es: 'Distrito de Columbia', codes: '202 771' },
  DE: { en: 'Delaware', codes: '302' },
  FL: {
    en: 'Florida',
    codes: '239 305 321 324 352 386 407 448 561 645 656 689 727 728 754 772 786 813 850 863 904 941 954',
  },
  GA: { en: 'Georgia', codes: '229 404 470 478 678 706 762 770 912 943' },
  HI: { en: 'Hawaii', es: 'Hawái', codes: '808' },
  IA: { en: 'Iowa', codes: '319 515 563 641 712' },
  ID: { en: 'Idaho', codes: '208 986' },
  IL: { en: 'Illinois', codes: '217 224 309 312 331 447 464 618 630 708 730 773 779 815 847 861 872' },
  IN: { en: 'Indiana', codes: '219 260 317 463 574 765 812 930' },
  KS: { en: 'Kansas', codes: '316 620 785 913' },
  KY: { en: 'Kentucky', codes: '270 364 502 606 859' },
  LA: { en: 'Louisiana', es: 'Luisiana', codes: '225 318 337 457 504 985' },
  MA: { en: 'Massachusetts', codes: '339 351 413 508 617 774 781 857 978' },
  MD: { en: 'Maryland', codes: '227 240 301 410 443 667' },
  ME: { en: 'Maine', codes: '207' },
  MI: { en: 'Michigan', es: 'Míchigan', codes: '231 248 269 313 517 586 616 679 734 810 906 947 989' },
  MN: { en: 'Minnesota', codes: '218 320 507 612 651 763 924 952' },
  MO: { en: 'Missouri', es: 'Misuri', codes: '235 314 417 557 573 636 660 816 975' },
  MS: { en: 'Mississippi', es: 'Misisipi', codes: '228 471 601 662 769' },
  MT: { en: 'Montana', codes: '406' },
  NC: { en: 'North Carolina', es: 'Carolina del Norte', codes: '252 336 472 704 743 828 910 919 980 984' },
  ND: { en: 'North Dakota', es: 'Dakota del Norte', codes: '701' },
  NE: { en: 'Nebraska', codes: '308 402 531' },
  NH: { en: 'New Hampshire', es: 'Nuevo Hampshire', codes: '603' },
  NJ: { en: 'New Jersey', es: 'Nueva Jersey', codes: '201 551 609 640 732 848 856 862 908 973' },
  NM: { en: 'New Mexico', es: 'Nuevo México', codes: '505 575' },
  NV: { en: 'Nevada', codes: '702 725 775' },
  NY: {
    en: 'New York',
    es: 'Nueva York',
    codes: '212 315 329 332 347 363 516 518 585 607 624 631 646 680 716 718 838 845 914 917 929 934',
  },
  OH: { en: 'Ohio', codes: '216 220 234 283 326 330 380 419 436 440 513 567 614 740 937' },
  OK: { en: 'Oklahoma', codes: '405 539 572 580 918' },
  OR: { en: 'Oregon', es: 'Oregón', codes: '458 503 541 971' },
  PA: {
    en: 'Pennsylvania',
    es: 'Pensilvania',
    codes: '215 223 267 272 412 445 484 570 582 610 717 724 814 835 878',
  },
  PR: { en: 'Puerto Rico', codes: '787 939' },
  RI: { en: 'Rhode Island', codes: '401' },
  SC: { en: 'South Carolina', es: 'Carolina del Sur', codes: '803 821 839 843 854 864' },
  SD: { en: 'South Dakota', es: 'Dakota del Sur', codes: '605' },
  TN: { en: 'Tennessee', codes: '423 615 629 731 865 901 931' },
  TX: {
    en: 'Texas',
    codes:
      '210 214 254 281 325 346 361 409 430 432 469 512 621 682 713 726 737 806 817 830 832 903 915 936 940 945 956 972 979',
  },
  UT: { en: 'Utah', codes: '385 435 801' },
  VA: { en: 'Virginia', codes: '276 434 540 571 686 703 757 804 826 948' },
  VT: { en: 'Vermont', codes: '802' },
  WA: { en: 'Washington', codes: '206 253 360 425 509 564' },
  WI: { en: 'Wisconsin', codes: '262 274 353 414 534 608 715 920' },
  WV: { en: 'West Virginia', es: 'Virginia Occidental', codes: '304 681' },
  WY: { en: 'Wyoming', codes: '307' },
};

export const states: readonly string[] = Object.keys(table);

/** The area codes of a state, none for one that there is not. */
export function areaCodesOf(state: string): readonly string[] {
  return table[state]?.codes.split(' ') ?? [];
}

export function stateOfAreaCode(code: string): string | null {
  return states.find((state) => areaCodesOf(state).includes(code)) ?? null;
}

export function stateName(state: string, language: Language): string {
  const row = table[state];
  return row === undefined ? state : language === 'es' ? (row.es ?? row.en) : row.en;
}

/** States in the order of their names. */
export function statesByName(language: Language): readonly string[] {
  return states.toSorted((a, b) => stateName(a, language).localeCompare(stateName(b, language), language));
}

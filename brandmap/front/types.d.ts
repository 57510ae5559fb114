/* The shapes that travel between Python and the page, for the type checker. Nothing of this file runs. */

declare global {
  type Lang = "zh" | "en";
  type Facet = "edition" | "theme" | "season" | "prefecture";
  type Group = Facet | "q";
  type Values = Record<string, string | number>;
  type Point = { x: number; y: number };
  type Box = [left: number, top: number, right: number, bottom: number];

  /** What is searched for one brand, see brandmap/collection/search.py. */
  interface Entry {
    text: string;
    latin: string;
    pinyin: string;
    initials: string[];
  }

  interface Filters {
    edition: string[];
    theme: string[];
    season: string[];
    prefecture: string[];
    q: string;
  }

  /** What is shown: the address in the page. */
  interface View extends Filters {
    lang: Lang;
    brand: string | null;
  }

  interface Theme {
    id: string;
    name: string;
    colour: string;
    ink: string;
    icon: string;
  }

  interface Choice {
    id: string;
    year?: string; // of an edition: what stands before a number
    label: string;
    short: string;
  }

  interface Place {
    lat: number;
    lon: number;
  }

  interface Brand extends Place, Record<Facet, string[]> {
    id: string;
    n: number;
    name: string;
    place: string;
    summary: string;
    home: string;
    counties: string[];
    pictured: (Place & { adcode: string })[];
  }

  /** A collection in one language, from brandmap/front/documents.py. */
  interface Models {
    lang: Lang;
    facets: Record<Facet, Choice[]>;
    themes: Theme[];
    brands: Brand[];
    cards_in_file: number;
    phrases: Record<string, string>;
  }

  /** Properties of a county of data/geo/counties.geojson. */
  type County = Record<
    "adcode" | "prefecture_adcode" | "name_zh" | "name_en" | "prefecture_zh" | "prefecture_en",
    string
  >;

  type Corners = [[south: number, west: number], [north: number, east: number]];

  /** A deck in one language, from brandmap/front/deck.py. */
  interface DeckDocument {
    models: Models;
    province: Corners;
    slides: number;
    brands: Record<string, DeckBrand>;
    steps: DeckStep[];
  }

  interface DeckBrand {
    first: number; // step at which it begins
    revealed: number | null; // step from which on it has its name
    number: string;
    bounds: Corners;
    plans: Record<string, [minutes: number, words: string][]>;
  }

  interface DeckStep {
    html: string;
    notes: string;
    words: string; // which model and build it is
    announced: string;
    slide: number;
    brand: string | null;
    wide: boolean; // it takes the place of the map
  }

  /** The deck of the page, from brandmap/ui/presenter.py. */
  interface GivenDeck {
    part: "deck";
    version: string;
    fingerprint: string;
    lang: Lang;
    query: string; // of the document
    document?: DeckDocument; // where it has no public address
    own: boolean; // of a visitor's own data
    pace: number;
    notes: boolean;
    leave: string;
  }

  /** A collection in one language; what is searched and the files of cards are asked for when they are needed. */
  interface Documents {
    models: Models;
    index: () => Promise<Index>;
    cards: (file: number) => Promise<Record<string, string>>;
  }

  /** The state of the page, from brandmap/ui/browse.py. */
  interface Given {
    part_of_card: string;
    part: "filters";
    version: string;
    fingerprint: string;
    lang: Lang;
    address: string;
    rest: string;
    receipt: string;
  }

  /** Documents that may not be asked for at a public address. */
  interface GivenDocuments {
    part: "documents";
    version: string;
    fingerprint: string;
    lang: Lang;
    documents: { models: Models; index: Index; cards: Record<string, string> };
  }

  /** What Streamlit hands to the script of a component. */
  interface PartOfPage {
    data: Given | GivenDeck | GivenDocuments | { part: "results"; version: string };
    parentElement: HTMLElement;
    setStateValue: (name: string, value: object) => void;
  }

  interface Window {
    brandmapPart: (part: PartOfPage, base: string) => void;
    brandmapDrop?: (parentElement: HTMLElement) => void;
    __GLOBAL_DATA__: { previous_data?: object };
    Streamlit: { events: EventTarget };
    brandmap: { mount: Function; state: Function; painted: number };
    brandmapStore?: import("./static/store.js").Store;
    brandmapDeck?: import("./static/deck.js").Deck;
  }

  /** What is searched, by the id of a model. */
  interface Index {
    simplified: Record<string, string>;
    entries: Record<string, Entry>;
  }
}

export {};

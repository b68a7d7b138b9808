// A pack: what a vendor's phones (or a server) are, as data: pack.yaml, model.yaml and templates.

import type { Answer, UploadName } from '../../contract/manifest.ts';
import type { Spot } from '../source/finding.ts';
import type { Catalogue } from './catalogue.ts';
import type { Settings } from './settings.ts';

/** The syntaxes that templates write; each has its own escape. */
export type Format = 'xml' | 'conf' | 'json' | 'text';

/** One file, or one file a site, a phone or a model, that a pack makes. */
export interface Output {
  for: 'fleet' | 'site' | 'phone';
  /** where `to` holds {model} and the output is not for a phone: every model, or those that stand there */
  models: 'all' | 'used';
  /** a file of the pack; a model's folder may bring its own of the same name */
  template: string;
  /** path below dist/, with {pack} {model} {mac} {site} */
  to: string;
  format: Format;
  /** media type */
  type: string;
  /** leave the file out where the template prints nothing but white space */
  optional: boolean;
  /** where the template prints nothing: paths of other outputs; this file is the same as the first that was made */
  orElse: string[];
  /** files of this output that hold the same text are one file on disk */
  shared: boolean;
  /** what it holds are vendor parameters: they are checked against the catalogue */
  parameters: boolean;
}

/** One thing that a booting phone does. Names may hold {mac} and {part}. */
export interface BootStep {
  get?: string;
  put?: string;
  append?: string;
  master?: string[];
  image?: boolean;
  configs?: boolean;
  /** missing in a healthy boot */
  optional?: boolean;
  /** asked by the updater, not the application */
  updater?: boolean;
}

/** How phones of some generations boot. */
export interface Boot {
  name: string;
  /** software generations: `data.software` of a model */
  of: string[];
  userAgent: string;
  updater?: string;
  steps: BootStep[];
}

export interface Pack {
  name: string;
  title: string;
  outputs: Output[];
  userAgents: string[];
  answers: Answer[];
  uploads: UploadName[];
  firmware: string[];
  /** beginnings of its phones' MACs, `00:04:f2` */
  macs: string[];
  boots: Boot[];
  /** what the vendor's phones hold of a text; nothing where nobody knows */
  limits: { nameBytes?: number };
  /** firmware versions (regular expressions) by software generation: `data.software` of a model */
  versions: Record<string, string>;
  /** the lowest layer of settings */
  settings: Settings;
  models: ModelPlan[];
  /** every template by its path within the pack: `phone.eta`, `ip330/phone.eta` */
  templates: Map<string, TemplateText>;
  /** software generations of which parameters.yaml has every name */
  complete: string[];
  /** where a parameter of the lowest layers is written: the model's model.yaml, else pack.yaml */
  settingSpot(name: string, model: ModelPlan | undefined): Spot | undefined;
  /** the vendor's parameters (parameters.yaml), read when first asked for */
  catalogue(): Catalogue | undefined;
}

export interface TemplateText {
  path: string;
  text: string;
  /** a company's own: nobody has tried it before */
  isOwn: boolean;
}

export interface ModelPlan {
  pack: string;
  /** folder: `ip330` */
  name: string;
  /** `SoundPoint IP 330` */
  title: string;
  /** its names in the user agent: `SPIP_330` */
  userAgents: string[];
  /** how many extensions can register */
  lines: number;
  /** how many line keys it has */
  keys: number;
  /** further line keys on expansion modules */
  expansionKeys: number;
  /** how many directory entries it holds */
  directory: number;
  settings: Settings;
  /** whatever else its templates want to know: firmware generation, part numbers … */
  data: Record<string, unknown>;
}

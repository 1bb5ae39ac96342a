import type { Component } from 'svelte';
import type { PopupView } from '../../core/popup-view.ts';
import AdviceSection from '../advice/AdviceSection.svelte';
import Alerts from '../alerts/Alerts.svelte';
import Holds from '../holds/Holds.svelte';
import WifiSection from '../wifi/WifiSection.svelte';
import { dashboardWords } from '../wording/dashboard-words.ts';
import type { Voice } from '../wording/voice.ts';
import type { DashboardState } from './dashboard-state.svelte.ts';
import FirstPage from './FirstPage.svelte';
import Overview from './overview/Overview.svelte';
import Plans from './Plans.svelte';
import ReadingsSection from './ReadingsSection.svelte';
import Sites from './sites/Sites.svelte';
import Days from './days/Days.svelte';
import Live from './live/Live.svelte';
import MapSection from './map/MapSection.svelte';
import Stored from './stored/Stored.svelte';

/** The props of each section. `state.route.detail`: what its address names besides the section. */
export type SectionProps = { state: DashboardState; voice: Voice; view: PopupView };

export type Section = {
  /** Its address without the `#`; other pages link to it. */
  id: string;
  /** Its name; `null`: neither the navigation nor another section links to it. */
  name: ((voice: Voice) => string) | null;
  /** The section that links to it; absent: the navigation does. */
  under?: string;
  /** Whether its address may name a site. */
  hasSites?: boolean;
  component: Component<SectionProps>;
};

/** The dashboard's sections in the order of the navigation; the first is the default. */
export const SECTIONS: readonly Section[] = [
  { id: 'overview', name: (voice) => dashboardWords(voice).nav.overview, component: Overview },
  { id: 'sites', name: (voice) => dashboardWords(voice).nav.sites, hasSites: true, component: Sites },
  { id: 'days', name: (voice) => dashboardWords(voice).nav.days, component: Days },
  { id: 'map', name: (voice) => dashboardWords(voice).nav.map, hasSites: true, component: MapSection },
  { id: 'live', name: (voice) => dashboardWords(voice).nav.live, component: Live },
  { id: 'plan', name: (voice) => dashboardWords(voice).nav.plan, component: Plans },
  { id: 'readings', name: (voice) => dashboardWords(voice).nav.readings, component: ReadingsSection },
  { id: 'holds', name: (voice) => dashboardWords(voice).nav.holds, component: Holds },
  { id: 'alerts', name: (voice) => dashboardWords(voice).nav.alerts, component: Alerts },
  { id: 'advice', name: (voice) => dashboardWords(voice).nav.advice, under: 'plan', component: AdviceSection },
  { id: 'wifi', name: (voice) => dashboardWords(voice).nav.wifi, under: 'plan', component: WifiSection },
  { id: 'data', name: (voice) => dashboardWords(voice).nav.data, component: Stored },
  { id: 'first', name: null, component: FirstPage },
];

/** The section with an id, or the default one. Without a plan the first-run page takes the overview's place. */
export function sectionOf(id: string, view: PopupView): Section {
  const found = SECTIONS.find((section) => section.id === id) ?? SECTIONS[0]!;
  return found.id === 'overview' && view.status === null ? SECTIONS.find((section) => section.id === 'first')! : found;
}

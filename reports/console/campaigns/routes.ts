import { type Route, staffRoute } from '../route.ts';
import { saveReport, showCampaign, showCampaigns } from './campaigns.ts';

const CAMPAIGNS = { ru: 'Кампании', kk: 'Науқандар', en: 'Campaigns' };
const CAMPAIGN = { ru: 'Кампания', kk: 'Науқан', en: 'Campaign' };
const REPORT = { ru: 'Отчёт о кампании', kk: 'Науқан туралы есеп', en: 'Report of a campaign' };

export const campaignRoutes: readonly Route[] = [
  staffRoute('GET', '/campaigns', 'reviewer', CAMPAIGNS, showCampaigns, { menu: 'work' }),
  staffRoute('GET', '/campaigns/:match', 'reviewer', CAMPAIGN, showCampaign),
  staffRoute('POST', '/campaigns/:match/report', 'reviewer', REPORT, saveReport),
];

import type { ClaimReview, Graph, Rating } from 'schema-dts';
import type { Statement, Verdict } from '../contract/index.ts';
import { isoMoment } from './moment.ts';
import { formOf, VERDICT_WORDS } from './words.ts';

/** Five is true, one is false; what lacks support has a word and no number. An open point is not reviewed yet. */
const RATINGS: Readonly<Record<Exclude<Verdict, 'open'>, number | null>> = {
  true: 5,
  partly: 3,
  false: 1,
  unsupported: null,
};

type Reviewed = { readonly statement: Statement; readonly office: string; readonly address: string };

/** ClaimReview of each point with a verdict, after schema.org; null where there is none. */
export function claimReviews({ statement, office, address }: Reviewed): Graph | null {
  const reviews = statement.points.flatMap(({ text, verdict }): readonly ClaimReview[] => {
    if (verdict === 'open') return [];
    return [
      {
        '@type': 'ClaimReview',
        url: address,
        datePublished: isoMoment(statement.publishedMs ?? 0),
        inLanguage: 'zh-CN',
        headline: formOf(statement).title,
        claimReviewed: text,
        author: { '@type': 'Organization', name: office },
        itemReviewed: { '@type': 'Claim', name: text },
        reviewRating: ratingOf(verdict),
      },
    ];
  });
  return reviews.length === 0 ? null : { '@context': 'https://schema.org', '@graph': reviews };
}

function ratingOf(verdict: Exclude<Verdict, 'open'>): Rating {
  const value = RATINGS[verdict];
  const named = { '@type': 'Rating', alternateName: VERDICT_WORDS[verdict] } as const;
  return value === null ? named : { ...named, ratingValue: value, bestRating: 5, worstRating: 1 };
}

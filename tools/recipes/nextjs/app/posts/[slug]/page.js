import { withCard } from "../../card.js";

const posts = { larch: { title: "The larch drops its needles", section: "Trees & shrubs" } };

export function generateStaticParams() {
  return Object.keys(posts).map((slug) => ({ slug }));
}

export async function generateMetadata({ params }) {
  const { title, section } = posts[(await params).slug];
  return withCard(title, section);
}

export default async function Post({ params }) {
  return <h1>{posts[(await params).slug].title}</h1>;
}

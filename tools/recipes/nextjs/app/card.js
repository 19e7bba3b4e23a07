// The metadata of a page with its card's address.
export function withCard(title, section = "Field notes") {
  const query = new URLSearchParams({ templateId: "post", variables: JSON.stringify({ title, section }) });
  return { title, openGraph: { title, images: [`/api/render?${query}`] } };
}

export const metadata = { metadataBase: new URL("https://notes.example.org") };

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}

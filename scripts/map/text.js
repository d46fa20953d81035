// Long names, shortened where a word ends.

export function cut(text, most = 38) {
  if (text.length <= most) return text;
  const part = text.slice(0, most - 1);
  const word = part.slice(0, part.lastIndexOf(" "));
  return (word.length > most / 2 ? word : part).replace(/[ \-–,;:(]+$/, "") + "…";
}

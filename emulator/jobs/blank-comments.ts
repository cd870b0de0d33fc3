const textOrComment = /"(?:\\.|[^"\\\n])*"|\/\/[^\n]*|\/\*[^]*?\*\//g;

/**
 * JSON with blanks in place of comments, so that every other character keeps its place. The jobs.config that Wix puts
 * into a site begins with a comment, and those of deployed sites have some.
 */
export function blankComments(text: string): string {
  return text.replace(textOrComment, (match) => (match.startsWith('"') ? match : match.replace(/[^\r\n]/g, ' ')));
}

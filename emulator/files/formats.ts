const FORMATS =
  "doc docx xls xlsx ppt pptx pdf numbers csv cpp py java c " +
  "jpg jpeg jpg2 png gif webp heic heif bmp pcd tiff tif " +
  "wav mp3 flac m4a aac ogg wma midi mp4 avi mov 3gp 3gpp flv webm wmv rmvb m4v mkv " +
  "rar zip 7z gz gzip bz2";

const endings = new Set(FORMATS.split(" "));

export function isFormat(fileName: string): boolean {
  return endings.has(fileName.split(".").slice(1).at(-1)?.toLowerCase() ?? "");
}

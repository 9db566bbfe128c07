/**
 * The formats that Coze accepts, by the ending of the file's name: https://docs.coze.cn/developer_guides/upload_files. Two of its formats
 * have another usual ending.
 */
const FORMATS = {
  images: ["jpg", "jpeg", "jpg2", "png", "gif", "webp", "heic", "heif", "bmp", "pcd", "tiff", "tif"],
  documents: ["doc", "docx", "xls", "xlsx", "ppt", "pptx", "pdf", "numbers", "csv"],
  texts: ["cpp", "py", "java", "c"],
  audio: ["wav", "mp3", "flac", "m4a", "aac", "ogg", "wma", "midi"],
  video: ["mp4", "avi", "mov", "3gp", "3gpp", "flv", "webm", "wmv", "rmvb", "m4v", "mkv"],
  archives: ["rar", "zip", "7z", "gz", "gzip", "bz2"],
};

const ENDINGS = new Set(Object.values(FORMATS).flat());
const LIST = Object.entries(FORMATS).map(([group, endings]) => `${group} ${endings.join(", ")}`);

export const FORMAT_RULE = `must end in a format that Coze takes (${LIST.join("; ")})`;

/** The ending without the dot; empty if there is none. */
export function endingOf(fileName: string): string {
  return /\.([^.]*)$/.exec(fileName)?.[1] ?? "";
}

export function isFormat(ending: string): boolean {
  return ENDINGS.has(ending.toLowerCase());
}
